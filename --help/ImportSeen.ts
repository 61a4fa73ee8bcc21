// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ImportColumn } from "./ImportColumn";
import type { ImportRow } from "./ImportRow";
import type { ImportWords } from "./ImportWords";

/** What a file holds. */
export type ImportSeen = {
/** The sheets of a workbook. */
sheets: Array<string>,
/** The sheet that was read. */
sheet: string | null,
/** Its columns. */
columns: Array<ImportColumn>,
/** The words of fields whose words are theirs. */
words: Array<ImportWords>,
/** The first rows as they will become. */
rows: Array<ImportRow>, };
