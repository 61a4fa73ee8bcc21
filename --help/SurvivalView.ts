// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ChartPicture } from "./ChartPicture";
import type { SurvivalStep } from "./SurvivalStep";
import type { System } from "./System";

/** How long the workarounds of a system live, those still in use counted in. */
export type SurvivalView = {
/** Whose workarounds; `null` where the clinic has no system that went live. */
system: System | null,
/** The curve; `null` without any workaround. */
chart: ChartPicture | null,
/** Workarounds followed. */
n: number,
/** Those that ended. */
retired: number,
/** How many must be followed before their median may be told. */
fewest_to_tell: number,
/** Days after which half are still alive; `null` while more than half are. */
median_days: number | null,
/** Early end of the median's 95 % interval. */
low: number | null,
/** Late end of the median's 95 % interval; `null` = not reached yet. */
high: number | null,
/** Where the curve falls, in order: the table. */
steps: Array<SurvivalStep>,
/** The last measured day. */
as_of: string, };
