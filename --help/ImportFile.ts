// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** One file of an import. */
export type ImportFile = {
/** Its name. */
name: string,
/** Rows read. */
rows: number,
/** Of them about things that are there already: updated, not doubled. */
known: number,
/** Of these, those that stand exactly so already. */
unchanged: number,
/** Columns nobody knows, kept out and said so. */
unknown_columns: Array<string>, };
