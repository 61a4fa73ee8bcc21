// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What words and numbers of a chart or report are written in. */
export type Language = "en" | "es" | "es_us";
