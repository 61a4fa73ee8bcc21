// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What became of a promise. */
export type PromiseOutcome = "kept" | "late" | "void" | "pending";
