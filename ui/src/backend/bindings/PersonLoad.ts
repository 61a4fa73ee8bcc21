// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Who } from "./Who";

/** What one person carries. Load, not performance. */
export type PersonLoad = {
/** Who. */
who: Who,
/** Role as written. */
role: string,
/** First day away, if they are leaving. */
active_to: string | null,
/** Areas they answer for. */
areas: number,
/** Areas they stand in for. */
backups: number,
/** Open requests they own. */
requests: number,
/** Workarounds in use that they own. */
workarounds: number, };
