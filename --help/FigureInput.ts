// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Break } from "./Break";
import type { DrawnFigure } from "./DrawnFigure";
import type { Id } from "./Id";
import type { Language } from "./Language";
import type { Theme } from "./Theme";

/** Which figure, of which part, and how it is drawn. */
export type FigureInput = {
/** Which figure. */
figure: DrawnFigure,
/** Which EHR system's axis; the one live today if absent. */
system?: Id | null,
/** Only this area. */
area?: Id | null,
/** Only this break. */
break?: Break | null,
/** Only the people of this site. */
site?: Id | null,
/** Only the people of this role, as written. */
role?: string | null,
/** Hours per FTE instead of hours, where the figure is in hours. */
per_fte?: boolean | null,
/** Light if absent. */
theme?: Theme | null,
/** English if absent. */
language?: Language | null,
/** Width in CSS pixels; 560 if absent. */
width?: number | null,
/** Height in CSS pixels; the figure's own if absent. */
height?: number | null,
/** Last measured day; today if absent. */
as_of?: string | null, };
