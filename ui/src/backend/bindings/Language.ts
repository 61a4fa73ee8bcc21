// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What the words in a chart are written in. */
export type Language = "en" | "es";
