// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A finished month. */
export type WholeMonth = {
/** Its number. */
n: number,
/** Hours lost in it. */
hours: number,
/** More than in every other whole month, of at least two. */
most_since_go_live: boolean, };
