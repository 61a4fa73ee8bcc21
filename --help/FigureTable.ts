// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { FigureColumn } from "./FigureColumn";

/** A figure's numbers, as they are read. */
export type FigureTable = {
/** Heads, with the unit where there is one. */
columns: Array<FigureColumn>,
/** The first rows; a missing number is empty. */
rows: Array<Array<string>>,
/** Rows left out here; a saved CSV has them all. */
more: number, };
