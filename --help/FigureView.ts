// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ChartPicture } from "./ChartPicture";
import type { DrawnFigure } from "./DrawnFigure";
import type { FigureMissing } from "./FigureMissing";
import type { FigureName } from "./FigureName";
import type { FigurePart } from "./FigurePart";
import type { FigureTable } from "./FigureTable";
import type { System } from "./System";

/** A figure with its words and its numbers. */
export type FigureView = {
/** Which figure. */
figure: DrawnFigure,
/** Whose axis; `null` where the clinic has no system that went live. */
system: System | null,
/** What it is, in a few words, with the part it was asked for. */
title: string,
/** The picture; `null` where there is nothing to draw, and `missing` then says why. */
chart: ChartPicture | null,
/** Why nothing is drawn. */
missing: FigureMissing | null,
/** What each of the picture's columns says, in a sentence. */
spoken: Array<string>,
/** The same numbers as a table, in the order of the picture's columns. */
table: FigureTable,
/**
 * What "how is this counted?" can be asked about, the weightiest first; empty where there is no single figure
 * behind it, or not of the part that is shown.
 */
explained: Array<FigureName>,
/** The month those are of, where the figure is of one month. */
month: number | null,
/** What was asked for and cannot be taken out of this figure, which shows the whole instead. */
whole: Array<FigurePart>,
/** The last measured day. */
as_of: string, };
