// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Why one database took another's place. */
export type ExchangeKind = "restore" | "put_back";
