// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Break } from "./Break";

/** A break whose weekly series is in alarm. */
export type AlarmingBreak = {
/** Which break. */
break: Break,
/** Mean of the last 4 whole weeks ÷ baseline mean; `null` where the baseline is 0 or it is hidden. */
times_baseline: number | null,
/** How far it rose is not told: in a week fewer than five people reported. */
is_hidden: boolean, };
