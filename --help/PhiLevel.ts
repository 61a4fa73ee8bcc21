// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What the guard does about a finding. */
export type PhiLevel = "block" | "warn";
