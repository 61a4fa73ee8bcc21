// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Saved } from "./Saved";

/** What taking a text out has touched. */
export type Redacted = {
/** Everything may look different. */
saved: Saved,
/** Steps of the history that were emptied. */
steps: number,
/** Copies that still hold the text, by name: `redact_copies` makes them anew. */
copies: Array<string>, };
