// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** One of our fields. */
export type ImportTarget = {
/** Its name. */
name: string,
/** Whether every row needs it. */
required: boolean,
/** The words it takes; empty where it takes any text. */
words: Array<string>,
/** The kind of thing it names, if it names one. */
names: string | null, };
