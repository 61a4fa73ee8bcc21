// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ChartAsked } from "./ChartAsked";
import type { ChartFormat } from "./ChartFormat";

/** A chart as a file. */
export type ChartFileInput = {
/** Which chart, and how. */
chart: ChartAsked,
/** As what. */
format: ChartFormat, };
