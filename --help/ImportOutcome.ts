// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What comes of a row. */
export type ImportOutcome = "new" | "updated" | "unchanged" | "refused";
