// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { HeldIn } from "./HeldIn";

/** What taking a text out would touch. */
export type RedactionLook = {
/** Steps of the history that hold it: they lose what was written, never who and when. */
steps: number,
/** The things that hold it, by kind. */
things: Array<HeldIn>,
/** Steps that hold it only in what was done or why. */
only_in_words: number,
/** Steps that came from another desk without what was written, though nobody removed it: they may hold it. */
without_text: number,
/** Copies on this computer and in the second place that hold it, too, by name. */
copies: Array<string>,
/** Copies, and whole places of copies, that could not be looked at: they may hold it. By name. */
unlooked: Array<string>, };
