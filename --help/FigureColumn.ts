// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** The head of a column. */
export type FigureColumn = {
/** What stands below. */
head: string,
/** Numbers stand to the right. */
numeric: boolean, };
