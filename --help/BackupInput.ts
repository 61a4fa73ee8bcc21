// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Names a copy. */
export type BackupInput = {
/** As `backups` or `rescue` lists it; to look into, also the one that the last exchange put aside. */
name: string, };
