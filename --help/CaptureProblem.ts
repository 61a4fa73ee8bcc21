// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Something in the line that keeps it from being saved. */
export type CaptureProblem = {
/** A code of the catalogue. */
code: string,
/** What it is about, for example the name nobody has. */
arg: string,
/** Where it begins, in UTF-16 units. */
start: number,
/** Where it ends (exclusive), in UTF-16 units. */
end: number, };
