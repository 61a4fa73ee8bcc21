// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** One copy. */
export type BackupRow = {
/** Its file's name: what `backup_look` and `backup_restore` take. */
name: string,
/** When it was taken. */
taken_at: number,
/** Its size in bytes. */
bytes: number, };
