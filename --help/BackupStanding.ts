// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { BackupFailure } from "./BackupFailure";

/** Whether somebody has to see to the backups: what Today says. */
export type BackupStanding = {
/** When the newest copy was taken; `null` if there is none. */
newest_at: number | null,
/** The last copy that could not be written. */
failed: BackupFailure | null,
/** Days since the newest copy, where that is too long and something was written since. */
old_days: number | null,
/** The copy tried out last is not sound. */
drill_failed: boolean,
/** This computer's settings were damaged, and a second place may have been forgotten with them. */
second_forgotten: boolean, };
