// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Which figures a threshold decides. */
export type ThresholdDecides = "figures" | "charts" | "phase";
