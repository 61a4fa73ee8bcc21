// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Which figure. */
export type DrawnFigure = "flow" | "ageing" | "first_response" | "workaround_offered" | "delivered" | "verified" | "whose_turn" | "survival" | "pareto" | "silence" | "quiet_roles" | "after_hours" | "systems";
