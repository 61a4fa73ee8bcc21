// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What kind of trouble it is. */
export type SharingTroubleKind = "not_there" | "not_writable" | "disk_full" | "newer" | "no_key" | "key_changed" | "keychain" | "keychain_lost" | "not_trusted" | "not_let_in" | "revoked" | "not_begun" | "no_access" | "other";
