// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What a threshold is counted in. */
export type ThresholdUnit = "days" | "weeks" | "count" | "share" | "times";
