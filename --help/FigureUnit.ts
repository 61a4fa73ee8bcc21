// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What a figure is counted in. */
export type FigureUnit = "hours" | "hours_per_fte" | "share" | "days" | "count" | "rate" | "none";
