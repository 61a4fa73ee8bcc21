// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Whose turn it is. */
export type Turn = "nobody" | "vendor" | "ours" | "others" | "verify" | "closed";
