// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Why a row counts as it does: a code of the catalogue with what fills it. */
export type ExplainNote = {
/** Which sentence. */
code: string,
/** The numbers in it, in order. */
numbers: Array<number>,
/** The day in it. */
day: string | null,
/** A word of a vocabulary in it: a request's state, a clock. */
word: string | null, };
