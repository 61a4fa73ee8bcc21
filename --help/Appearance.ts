// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Light, dark, or as the computer is. */
export type Appearance = "system" | "light" | "dark";
