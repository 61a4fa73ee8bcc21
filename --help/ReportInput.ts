// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Language } from "./Language";
import type { ReportKind } from "./ReportKind";

/** Which report, and of what time. */
export type ReportInput = {
/** Which; the monthly review if absent. */
report?: ReportKind | null,
/** Which EHR system's axis; the one live on the day if absent. */
system?: Id | null,
/** Which go-live month; the last whole one if absent. The vendor packet takes none. */
month?: number | null,
/** As things stood on this day; today if absent. */
as_of?: string | null,
/** English if absent. */
language?: Language | null, };
