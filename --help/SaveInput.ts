// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { FieldValue } from "./FieldValue";
import type { Id } from "./Id";
import type { Kind } from "./Kind";

/** Fields of one thing, as a form sends them: only what changed. */
export type SaveInput = {
/** The thing; a new one if absent. */
id?: Id | null,
/** What kind of thing. */
kind: Kind,
/**
 * The fields. Dates are ISO text, instants milliseconds, a thing is `{"ref": id}`; `null` takes the value
 * out ("nobody"), an absent field stays ("no change").
 */
set: Record<string, FieldValue>,
/**
 * What those fields held on the screen when the person began. Where something else stands by now, the new value
 * counts and the other is kept beside it. Absent: the person saw what stands.
 */
seen?: Record<string, FieldValue>,
/** Why, in the person's words. */
why?: string | null,
/** The person looked at the warning and it is no patient's. */
phi_ok?: boolean | null, };
