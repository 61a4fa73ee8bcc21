// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** One file written. */
export type ExportedFile = {
/** Its name. */
name: string,
/** Its rows. */
rows: number, };
