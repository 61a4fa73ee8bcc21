// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Where a workaround stands in its life (DOMAIN §3). */
export type Stage = "temporary" | "hardened" | "accepted" | "retired";
