// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A sheet of paper. */
export type Paper = "letter" | "a4";
