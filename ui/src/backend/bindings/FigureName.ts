// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A figure that can be asked about. */
export type FigureName = "hours_lost" | "hours_timed" | "hours_per_fte" | "workaround_hours" | "hardened_share" | "unanswered_share" | "overdue_days_per_10_fte" | "wow8" | "coverage" | "arrivals" | "departures" | "wip" | "asks_per_active_workaround" | "withdrawn" | "silent_roles" | "age_percentile" | "old_open_requests" | "first_response" | "workaround_offered" | "delivered" | "verified" | "turn_ours" | "turn_vendor" | "turn_others" | "survival_median" | "control_limit" | "phase" | "kept_promises" | "slips_per_promise" | "out_of_scope_share" | "named_contact_share" | "chases_per_request";
