// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { FieldChange } from "./FieldChange";
import type { Label } from "./Label";

/** One act, as far as it touched the thing. */
export type HistoryEntry = {
/** The op that recorded it. */
op: string,
/** When it was recorded. */
at: number,
/** Who sat at the desk, as far as known. */
by: string,
/** `set`, `undo`, `redo` or `redaction`. */
act: string,
/** What the act is called. */
label: Label | null,
/** Why, in the person's words. */
why: string | null,
/**
 * What was set, in the order of the registry; which thing a child hangs on and where it is listed are left out. Of a
 * text taken out for good, the values that say so.
 */
changes: Array<FieldChange>, };
