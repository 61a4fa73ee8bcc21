// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Why a copy could not be written. */
export type BackupTrouble = "not_there" | "disk_full" | "not_writable" | "damaged" | "other";
