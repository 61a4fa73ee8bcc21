// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What a figure lacks: a code of the catalogue and the number in it. */
export type ExplainMissing = {
/** Which sentence. */
code: string,
/** What fills it; `null` where it has no number. */
number: number | null, };
