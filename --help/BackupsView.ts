// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { BackupFailure } from "./BackupFailure";
import type { BackupRow } from "./BackupRow";
import type { DrillResult } from "./DrillResult";
import type { ReplacedDatabase } from "./ReplacedDatabase";
import type { SecondPlace } from "./SecondPlace";

/** How the clinic's database is backed up. */
export type BackupsView = {
/** The copies on this computer, newest first. */
copies: Array<BackupRow>,
/** Whether something was written since the newest copy. */
changed_since: boolean,
/** The second place, if one was chosen. */
second: SecondPlace | null,
/**
 * The name that a damaged settings file of this computer is kept by: a second place may have been forgotten with
 * it. `null` once one is chosen or given up.
 */
second_forgotten: string | null,
/** The last copy that could not be written; `null` once one could. */
failed: BackupFailure | null,
/** The last time a copy was tried out. */
drill: DrillResult | null,
/** The database that the last exchange put aside: a restore can be taken back, and then done again. */
replaced: ReplacedDatabase | null,
/** The sample clinic is open: it is made up and not backed up. */
sample: boolean, };
