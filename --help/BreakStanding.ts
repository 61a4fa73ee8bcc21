// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What the newest measured week of a series says. */
export type BreakStanding = "not_measured" | "not_measured_now" | "too_few_people" | "no_limits" | "above_limit" | "two_of_three" | "run_above" | "rising" | "below_limit" | "inside";
