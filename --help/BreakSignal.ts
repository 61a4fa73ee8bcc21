// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What a weekly series counts. */
export type BreakSignal = "drift_hours_per_fte" | "unanswered_share" | "overdue_days_per_10_fte" | "wow8";
