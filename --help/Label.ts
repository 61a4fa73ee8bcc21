// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A sentence of the screen's catalogue with what fills it, such as `gave_owner ["Scheduling", "Ana"]`. */
export type Label = {
/** Which sentence. */
code: string,
/** What fills it, in order. */
args: Array<string>, };
