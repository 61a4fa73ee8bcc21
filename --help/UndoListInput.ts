// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** How much of the undo list. */
export type UndoListInput = {
/** Steps wanted, at most 5,000; 50 if absent. */
limit?: number | null, };
