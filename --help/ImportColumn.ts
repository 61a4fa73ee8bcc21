// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** One column of theirs. */
export type ImportColumn = {
/** Its heading. */
name: string,
/** What it says first. Nothing that looks like a patient's. */
samples: Array<string>,
/** Our fields it goes into. */
fields: Array<string>, };
