// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ChartFormat } from "./ChartFormat";
import type { FrictionInput } from "./FrictionInput";

/** The main chart as a file. */
export type ChartFileInput = {
/** Which chart, and how. */
chart: FrictionInput,
/** As what. */
format: ChartFormat, };
