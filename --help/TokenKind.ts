// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What a token says. */
export type TokenKind = "area" | "person" | "minutes" | "times" | "safety" | "request";
