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
/** One column per month, where the pointer and the arrow keys find it. */
columns: Array<Column>, };
