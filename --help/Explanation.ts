// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Break } from "./Break";
import type { ExplainMethod } from "./ExplainMethod";
import type { ExplainMissing } from "./ExplainMissing";
import type { ExplainRow } from "./ExplainRow";
import type { ExplainedPeriod } from "./ExplainedPeriod";
import type { FigureName } from "./FigureName";
import type { FigureUnit } from "./FigureUnit";
import type { System } from "./System";
import type { Threshold } from "./Threshold";

/** A figure with everything behind it. */
export type Explanation = {
/** Which figure. */
figure: FigureName,
/** Of this break only; `null` = all of them. */
break: Break | null,
/** Of this area only, by its name; `null` = all of them. */
area: string | null,
/** Whose; `null` where the clinic has no system that went live. */
system: System | null,
/** The days it is about; `null` where it is as of `as_of`. */
period: ExplainedPeriod | null,
/** The last measured day. */
as_of: string,
/** The figure as it is shown elsewhere; `null` = not measured. */
value: number | null,
/** The phase by its code, where that is the figure; it has no number. */
phase: string | null,
/** What it is counted in. */
unit: FigureUnit,
/** How the rows make it, with this figure's own numbers. */
method: ExplainMethod,
/** What it lacks, or what it rests on that is weak. */
missing: Array<ExplainMissing>,
/** The thresholds that decide it, as the clinic has them. */
thresholds: Array<Threshold>,
/** A page of the rows behind it, those that weigh most first. */
rows: Array<ExplainRow>,
/** How many rows there are in all. */
total: number,
/** What the parts of all rows add up to. */
parts: number,
/** What the wholes of all rows add up to. */
wholes: number, };
