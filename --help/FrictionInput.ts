// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Break } from "./Break";
import type { Id } from "./Id";
import type { Language } from "./Language";
import type { Theme } from "./Theme";

/** Which chart, and how. */
export type FrictionInput = {
/** Which EHR system's axis; the one live today if absent. */
system?: Id | null,
/** Only this area's workarounds and chases; the whole clinic if absent. */
area?: Id | null,
/** Only this break's workarounds; chases count as support friction. All four if absent. */
break?: Break | null,
/** Hours per FTE instead of hours. */
per_fte?: boolean | null,
/** The told pattern as a backdrop; yes if absent. */
told?: boolean | null,
/** Earlier systems as a second line; yes if absent. */
earlier?: boolean | null,
/** Change events marked; yes if absent. */
changes?: boolean | null,
/** Light if absent. */
theme?: Theme | null,
/** English if absent. */
language?: Language | null,
/** Width in CSS pixels; 830 if absent. */
width?: number | null,
/** Height in CSS pixels; 440 if absent. */
height?: number | null,
/** Month to be marked in the picture. */
selected?: number | null,
/** Last measured day; today if absent. */
as_of?: string | null, };
