// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A count out of another. */
export type OutOf = {
/** How many. */
part: number,
/** Of how many; 0 = not measured. */
whole: number, };
