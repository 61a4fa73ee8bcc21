// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Why a figure shows nothing. */
export type FigureMissing = "no_system" | "not_recorded" | "no_whole_month" | "no_requests" | "none_open" | "no_workarounds" | "no_hours" | "no_people" | "no_reports" | "one_system";
