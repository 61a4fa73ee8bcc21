// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What became of all of a system's promises (TABLES A22, A26). */
export type PromiseCounts = {
/** Kept, against the first date. */
kept: number,
/** Due, the kept ones included. */
due: number,
/** Void. */
void: number,
/** Not due yet. */
pending: number,
/** Re-promises due later than the one before ÷ promises; `null` without any. */
slips_per_promise: number | null, };
