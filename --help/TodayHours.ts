// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { WholeMonth } from "./WholeMonth";

/** Hours lost in the month in progress and the last whole one. */
export type TodayHours = {
/** Number of the month in progress. */
month: number,
/** Hours lost in it so far; `null` = not measured. */
so_far: number | null,
/** Share timed, 0 to 1; `null` where nothing was lost. */
timed_share: number | null,
/** Hours per FTE so far; `null` without staffing. */
per_fte: number | null,
/** The last whole month. */
last_whole: WholeMonth | null,
/**
 * Where the last whole month lost less while people stopped writing things down: the share of the earlier
 * entries that came lately, 0 to 1. The fall is no improvement then; `null` = nothing of the kind.
 */
went_quiet: number | null, };
