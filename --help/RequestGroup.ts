// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What a request list is grouped by. */
export type RequestGroup = "none" | "turn" | "state" | "owner" | "area" | "kind";
