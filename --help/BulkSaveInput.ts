// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { FieldValue } from "./FieldValue";
import type { Id } from "./Id";
import type { Kind } from "./Kind";

/** The same fields for many things of one kind, as one act. */
export type BulkSaveInput = {
/** The things. */
ids: Array<Id>,
/** Their kind. */
kind: Kind,
/** The fields, as in `save`. */
set: Record<string, FieldValue>,
/** Why, in the person's words. */
why?: string | null,
/** The person looked at the warning and it is no patient's. */
phi_ok?: boolean | null, };
