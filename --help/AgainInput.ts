// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** "It happened again." */
export type AgainInput = {
/** The workaround, or the request somebody needs too. */
id: Id,
/** Minutes of each, if timed. */
minutes?: number | null,
/** How many times; 1 if absent. */
count?: number | null,
/** When; now if absent. */
at?: number | null, };
