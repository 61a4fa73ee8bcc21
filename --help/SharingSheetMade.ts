// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A recovery sheet that was made. */
export type SharingSheetMade = {
/** On this day. */
made_on: string,
/** A few signs that tell sheets apart. */
mark: string,
/** It opens the newest key; where it does not, it opens what was written before that key began. */
opens_all: boolean, };
