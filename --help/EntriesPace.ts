// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Mean entries a week. */
export type EntriesPace = {
/** Of the last 4 whole weeks. */
recent: number,
/** Of the 12 before them. */
earlier: number, };
