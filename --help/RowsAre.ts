// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What the rows of another program's CSV are. */
export type RowsAre = "requests" | "workarounds" | "occurrences";
