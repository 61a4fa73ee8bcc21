// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ChartAsked } from "./ChartAsked";
import type { ChartFormat } from "./ChartFormat";

/** A chart as a file. */
export type ChartFileInput = {
/** Which chart, and how. */
chart: ChartAsked,
/** As what. */
format: ChartFormat,
/**
 * Width and height are those of the whole picture, its words around the chart included; without it those of
 * the chart alone, as it is on the screen.
 */
fitted?: boolean, };
