// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What workarounds are ordered by. */
export type WorkaroundSort = "hours" | "in_use" | "title" | "key";
