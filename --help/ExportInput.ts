// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Writes the whole record as tables. The path comes from a dialog that the shell opened. */
export type ExportInput = {
/** The folder, or the file where it ends in `.zip`. */
path: string, };
