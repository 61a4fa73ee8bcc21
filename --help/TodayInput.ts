// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Language } from "./Language";
import type { Theme } from "./Theme";

/** How the small chart of Today is to be drawn. */
export type TodayInput = {
/** Light if absent. */
theme?: Theme | null,
/** English if absent. */
language?: Language | null,
/** Width in CSS pixels; 704 if absent. */
width?: number | null,
/** Height in CSS pixels; 192 if absent. */
height?: number | null, };
