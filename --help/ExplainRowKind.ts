// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What a row is. */
export type ExplainRowKind = "workaround" | "request" | "question" | "week" | "role" | "test";
