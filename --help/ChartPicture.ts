// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Column } from "./Column";
import type { Rect } from "./Rect";

/** A drawn chart. */
export type ChartPicture = {
/** The SVG with its own title and description. */
svg: string,
/** What it shows, in a sentence with the numbers. */
caption: string,
/** The drawing area's height above the zero line and below the top, in the SVG's units. */
plot: Rect,
/** What pointer and arrow keys find, in reading order: a month, a week, a row, a mark. */
columns: Array<Column>, };
