// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What requests are ordered by. */
export type RequestSort = "age" | "promise" | "title" | "key" | "changed" | "worth";
