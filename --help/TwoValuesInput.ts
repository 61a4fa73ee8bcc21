// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Of which things. */
export type TwoValuesInput = {
/** One thing and what hangs on it; all of them if absent. */
id?: Id | null, };
