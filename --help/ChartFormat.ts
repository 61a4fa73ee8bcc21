// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What a chart is saved as. */
export type ChartFormat = "svg" | "png" | "csv";
