// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A file with everything this desk holds, to be carried to another desk of the clinic. */
export type SharingExported = {
/** The file's name, never where it is. */
name: string,
/** How many entries it holds. */
entries: number, };
