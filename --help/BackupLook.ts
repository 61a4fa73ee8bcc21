// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { LoggedAct } from "./LoggedAct";

/** What a copy holds, and what restoring it would change. */
export type BackupLook = {
/** Its file's name. */
name: string,
/** When it was taken; `null` where its name does not say. */
taken_at: number | null,
/** The clinic in it. */
clinic: string | null,
/** It is a copy of this very record, as far as can be told. */
same_clinic: boolean,
/** Requests in it. */
requests: number,
/** Workarounds in it. */
workarounds: number,
/** Times something happened. */
occurrences: number,
/** People in it. */
people: number,
/** Its newest acts, newest first. */
newest: Array<LoggedAct>,
/** Acts in it that the present record does not have. */
comes_back: number,
/** Acts of the present record that are not in it; they stay in the database that is kept beside. */
lost: number,
/** The newest of those. */
lost_newest: Array<LoggedAct>, };
