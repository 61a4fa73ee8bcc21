// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A small picture in each row of a column: the second sign of what its word says. */
export type Swatches = {
/** Which column, from 0. */
column: number,
/** As SVG, one for each row. */
svgs: Array<string>, };
