// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A file or folder that was picked to be imported. */
export type ImportOpenInput = {
/** Where it is. */
path: string, };
