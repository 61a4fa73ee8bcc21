// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Whose: one person's, or what nobody owns. */
export type OwnerFilter = "nobody" | { "person": Id } | { "named": string };
