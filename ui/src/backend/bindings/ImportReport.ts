// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ImportFile } from "./ImportFile";
import type { RefusedLine } from "./RefusedLine";
import type { Saved } from "./Saved";

/** What an import would do, or did. */
export type ImportReport = {
/** Rows read, per file. */
files: Array<ImportFile>,
/** Lines refused, the first 1,000 of them. */
refused: Array<RefusedLine>,
/** How many were refused in all. With any, nothing is imported. */
refused_count: number,
/** What was saved; `null` in a preview, or where anything was refused. */
saved: Saved | null, };
