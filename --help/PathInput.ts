// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A path from a dialog that the shell opened, or from the command line. */
export type PathInput = {
/** A file or folder. */
path: string, };
