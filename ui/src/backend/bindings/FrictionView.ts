// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ChartPicture } from "./ChartPicture";
import type { EarlierSystem } from "./EarlierSystem";
import type { FrictionMonth } from "./FrictionMonth";
import type { System } from "./System";

/** The main chart with all its numbers. */
export type FrictionView = {
/** Whose axis; `null` where the clinic has no system that went live. */
system: System | null,
/** The picture; `null` where there is nothing to draw. */
chart: ChartPicture | null,
/** Months from 1, oldest first. */
months: Array<FrictionMonth>,
/** The system before, on its own months. */
earlier: Array<EarlierSystem>,
/** First day of what hours come from; the hours of months before it were not measured. */
hours_began: string | null,
/** The last measured day. */
as_of: string, };
