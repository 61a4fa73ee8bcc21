// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { BackupRow } from "./BackupRow";

/** What stands where the database could not be opened. */
export type RescueView = {
/** Copies that could be opened, newest first. */
copies: Array<BackupRow>,
/** Records of the damaged database that can still be read. */
readable: number,
/** Records that cannot. */
damaged: number,
/** When the newest readable one was written. */
newest_at: number | null,
/** Whether the database may be set aside: it is damaged, not newer, foreign or in use. */
may_set_aside: boolean, };
