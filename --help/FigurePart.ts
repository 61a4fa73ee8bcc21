// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A part of the clinic a figure can be asked for. */
export type FigurePart = "area" | "break" | "site" | "role";
