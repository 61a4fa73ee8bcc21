// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** The place and the key by which a clinic is joined that no desk can invite to any more. */
export type SharingSheetJoinInput = {
/** The shared folder, or this desk's access file for a database. */
path: string,
/** The lines of the recovery sheet's key as they were typed. */
sheet: string, };
