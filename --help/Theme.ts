// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Light or dark. */
export type Theme = "light" | "dark";
