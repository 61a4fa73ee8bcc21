// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What the screen acts on. */
export type ErrorCode = "invalid" | "phi_blocked" | "phi_warned" | "move_refused" | "not_found" | "nothing_to_undo" | "no_clinic" | "nobody_at_desk" | "not_this_desk" | "database" | "disk_full" | "file" | "cancelled" | "unknown_command" | "internal";
