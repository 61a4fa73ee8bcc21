// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Work } from "./Work";

/** Long work that goes on now, if any. */
export type WorkView = {
/** The one begun last. */
work: Work | null, };
