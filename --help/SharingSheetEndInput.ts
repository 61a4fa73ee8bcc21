// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** How it ended with a recovery sheet. */
export type SharingSheetEndInput = {
/** Somebody has it on paper. Otherwise it is made to open nothing. */
printed: boolean, };
