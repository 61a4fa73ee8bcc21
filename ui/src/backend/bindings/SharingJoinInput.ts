// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** The folder and the code by which a clinic is joined. */
export type SharingJoinInput = {
/** The shared folder. */
path: string,
/** The code as it was typed. */
code: string, };
