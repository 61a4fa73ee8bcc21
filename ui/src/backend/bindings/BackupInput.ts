// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Names a copy. */
export type BackupInput = {
/** As `backups` or `rescue` lists it. */
name: string, };
