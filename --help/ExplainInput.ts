// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Break } from "./Break";
import type { FigureName } from "./FigureName";
import type { Id } from "./Id";

/** Which figure, whose, and over which days. */
export type ExplainInput = {
/** Which figure. */
figure: FigureName,
/** Which EHR system's; the item's own, else the one live on the day, if absent. */
system?: Id | null,
/** A go-live month by number. Without month and week: the month in progress. */
month?: number | null,
/** A go-live week by number. */
week?: number | null,
/** Of one break only, where the figure can be split; needed for `control_limit`. */
break?: Break | null,
/** Of one area's requests and workarounds only, where the figure can be of a part of the clinic. */
area?: Id | null,
/** Of one workaround (`workaround_hours`) or one request (whose turn). */
item?: Id | null,
/** Last measured day; today if absent. */
as_of?: string | null,
/** Rows to leave out at the start. */
offset?: number | null,
/** Rows of the page; 20 if absent, 200 at most. */
limit?: number | null, };
