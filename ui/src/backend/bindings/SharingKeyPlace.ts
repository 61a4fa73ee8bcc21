// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/**
 * Where a desk keeps the key of what it shares, its own keys and its password for a database: in a file as long as one of
 * them is.
 */
export type SharingKeyPlace = "file" | "file_no_sheet" | "file_no_keychain" | "keychain";
