// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What taking a text out would touch. */
export type RedactionLook = {
/** Steps of the history that hold it: they lose what was written, never who and when. */
steps: number,
/** Copies on this computer and in the second place that hold it, too, by name. */
copies: Array<string>, };
