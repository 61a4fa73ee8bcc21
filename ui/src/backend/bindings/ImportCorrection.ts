// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Kind } from "./Kind";

/** A value that somebody set by hand since an import, where the file says another. */
export type ImportCorrection = {
/** The file's name. */
file: string,
/** The line on which the row begins. */
line: number,
/** The kind of thing. */
kind: Kind,
/** The field. */
field: string,
/** How to show the values, as in history. */
shown_as: string,
/** What stands here, in words; `null` = nothing. */
ours: string | null,
/** What the file says, in words; `null` = nothing, empty = something that only this import makes. */
theirs: string | null,
/** Who set it here; empty where nobody knows. */
by: string,
/** When. */
at: number, };
