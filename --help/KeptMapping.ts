// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { JsonValue } from "./JsonValue";
import type { RowsAre } from "./RowsAre";

/** A mapping kept for next month, on this computer. */
export type KeptMapping = {
/** What somebody called it. */
name: string,
/** What the rows are. */
rows_are: RowsAre,
/** The headings it was made for, in small letters. */
headings: Array<string>,
/** The mapping. */
map: JsonValue, };
