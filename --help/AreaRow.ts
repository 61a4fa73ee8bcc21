// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { AreaRoute } from "./AreaRoute";
import type { Id } from "./Id";
import type { Who } from "./Who";

/** One configuration area. */
export type AreaRow = {
/** Which thing. */
id: Id,
/** Its name. */
name: string,
/** Who is accountable; `null` = nobody: an alarm. */
owner: Who | null,
/** Who stands in. */
backup: Who | null,
/** Who makes its changes. */
route: AreaRoute | null,
/** Days between reviews. */
review_every_days: number | null,
/** When it was last gone through. */
last_reviewed: string | null,
/** When it is due again, at once where it never was; `null` without a rhythm. */
review_due: string | null,
/** Open requests in it. */
open_requests: number,
/** Open safety items in it, requests and workarounds. */
safety: number,
/** Workarounds in use in it. */
active_workarounds: number,
/** Hours its workarounds cost in a month; `null` = not measured. */
hours_a_month: number | null, };
