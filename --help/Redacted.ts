// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Saved } from "./Saved";

/** What taking a text out has touched. */
export type Redacted = {
/** Everything may look different. */
saved: Saved,
/** Steps of the history that were emptied. */
steps: number,
/** Copies that still hold the text, by name: `redact_copies` makes them anew. */
copies: Array<string>,
/** Copies, and whole places of copies, that could not be looked at: they may hold it. By name. */
unlooked: Array<string>,
/**
 * The text is out of the record, but its bytes in the database's file could not be cleared yet (a full disk, a
 * file that is held open): `redact_copies` does that, too.
 */
bytes_left: boolean,
/** What the views remember on this computer holds it and could not be written anew. */
settings_left: boolean, };
