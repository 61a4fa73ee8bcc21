// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** How far the import or its preview is. */
export type ImportProgress = {
/** Lines read so far. */
lines: number, };
