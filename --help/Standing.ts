// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Open, closed, or deleted. */
export type Standing = "open" | "closed" | "all" | "deleted";
