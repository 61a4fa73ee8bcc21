// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Names that no person has. */
export type ImportUnknownPeople = {
/** In how many lines. */
lines: number,
/** The first different ones, as they stand there. */
names: Array<string>,
/** There are more than are listed. */
more: boolean, };
