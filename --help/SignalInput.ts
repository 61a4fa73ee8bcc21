// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Language } from "./Language";
import type { Theme } from "./Theme";

/** Whose figures, and how they are drawn. */
export type SignalInput = {
/** Which EHR system's axis; the one live today if absent. */
system?: Id | null,
/** Light if absent. */
theme?: Theme | null,
/** English if absent. */
language?: Language | null,
/** Width in CSS pixels; 240 if absent. */
width?: number | null,
/** Height in CSS pixels; 150 if absent. */
height?: number | null,
/** Last measured day; today if absent. */
as_of?: string | null, };
