// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** The head of a column. */
export type Head = {
/** Its words. */
text: string,
/** Its cells are numbers and stand at the right. */
number: boolean, };
