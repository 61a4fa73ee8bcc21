// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { BackupTrouble } from "./BackupTrouble";

/** A copy that could not be written. */
export type BackupFailure = {
/** When. */
at: number,
/** Why. */
why: BackupTrouble,
/** The place's name, where it was the second one. */
second: string | null, };
