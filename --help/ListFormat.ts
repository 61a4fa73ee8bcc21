// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What the file is. */
export type ListFormat = "csv" | "xlsx";
