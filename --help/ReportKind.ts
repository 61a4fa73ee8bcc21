// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Which report. */
export type ReportKind = "monthly" | "vendor";
