// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Takes an act back. */
export type UndoInput = {
/** Which; the newest if absent. */
act?: string | null, };
