// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** The place and the code by which a clinic is joined. */
export type SharingJoinInput = {
/** The shared folder, or this desk's access file for a database. */
path: string,
/** The code as it was typed. */
code: string, };
