// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ExportedFile } from "./ExportedFile";

/** What was written. */
export type ExportReport = {
/** Rows written, per file. */
files: Array<ExportedFile>, };
