// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** One person's latest weeks. */
export type PulseWeeksInput = {
/** Whose; whoever is at this desk if absent. */
person?: Id | null, };
