// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** How far an exchange that brings many entries has come. */
export type SharingComing = {
/** Entries that are here. */
done: number,
/** Of how many, as far as is known. */
of: number, };
