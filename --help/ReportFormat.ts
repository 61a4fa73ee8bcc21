// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What a report is written as. */
export type ReportFormat = "pdf" | "html";
