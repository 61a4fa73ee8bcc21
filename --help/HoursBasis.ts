// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What the hours of a workaround rest on. */
export type HoursBasis = "timed" | "part_timed" | "guessed" | "none";
