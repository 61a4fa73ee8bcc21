// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Which clock of a request. */
export type ClockName = "first_response" | "workaround_offered" | "delivered" | "verified";
