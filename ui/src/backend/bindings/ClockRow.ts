// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ClockName } from "./ClockName";

/** Promised and measured, for one clock. */
export type ClockRow = {
/** Which. */
clock: ClockName,
/** The first date promised; `null` = not promised. */
promised: string | null,
/** When it came; `null` = not yet, or nobody says when. */
at: number | null,
/** It came, and nobody says when. */
undated: boolean,
/**
 * Calendar days from asking until it came, or until today; `null` where it cannot have begun, or nobody says when it
 * ended.
 */
days: number | null,
/** Past its first promise: came late, or is late today. */
late: boolean, };
