// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Break } from "./Break";
import type { BreakSignal } from "./BreakSignal";
import type { BreakStanding } from "./BreakStanding";
import type { BreakWeek } from "./BreakWeek";
import type { ChartPicture } from "./ChartPicture";
import type { WeekValue } from "./WeekValue";

/** The weekly signal of one break. Higher is worse in each. */
export type BreakChart = {
/** Which break. */
break: Break,
/** What is measured, with its unit. */
signal: BreakSignal,
/** The picture; `null` where no week was measured. Where fewer than five people reported all there is, it says so. */
chart: ChartPicture | null,
/** What the newest measured week says. */
standing: BreakStanding,
/** How many weeks in a row that holds; 0 where it is no matter of weeks. */
standing_weeks: number,
/** Points the newest limits rest on while these are on trial; `null` = firm, or no limits. */
trial_points: number | null,
/** Whole weeks that were not measured. */
gaps: number,
/** Fewer people than these are never shown. */
fewest_people: number,
/** Whole weeks that are not shown, because fewer than five people reported. */
withheld: number,
/** The newest measured week. */
last: WeekValue | null,
/** Whole weeks, oldest first. */
weeks: Array<BreakWeek>, };
