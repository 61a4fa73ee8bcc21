// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Who } from "./Who";

/** What one person carries. Load, not performance. */
export type PersonLoad = {
/** Who. */
who: Who,
/** Role as written. */
role: string,
/** First day away, if they are leaving or left. */
active_to: string | null,
/** Still here; somebody who left and still carries something is `false`. */
active: boolean,
/** Days between two looks at what they own. */
review_every_days: number | null,
/** The last look at it. */
last_reviewed: string | null,
/** When it is due again; `null` without a rhythm, or while they own nothing. */
review_due: string | null,
/** Areas they answer for. */
areas: number,
/** Areas they stand in for. */
backups: number,
/** Open requests they own. */
requests: number,
/** Workarounds in use that they own. */
workarounds: number, };
