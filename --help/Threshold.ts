// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ThresholdDecides } from "./ThresholdDecides";
import type { ThresholdUnit } from "./ThresholdUnit";

/** One threshold as it stands. */
export type Threshold = {
/** Its name, a code of the catalogue. */
name: string,
/** What decides figures now. */
value: number,
/** The value where the clinic set none. A `value` that differs is said wherever it decides a figure. */
usual: number,
/** The least a clinic may set. */
least: number,
/** The most. */
most: number,
/** Whether only whole numbers make sense. */
whole: boolean,
/** What it is counted in. */
unit: ThresholdUnit,
/** Where it decides. */
decides: ThresholdDecides, };
