// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { FieldValue } from "./FieldValue";
import type { Id } from "./Id";
import type { Kind } from "./Kind";

/** One thing with its fields as they stand, for an edit form. */
export type Entity = {
/** Which thing. */
id: Id,
/** Its kind. */
kind: Kind,
/** Its fields as `save` takes them; unknown ones absent. */
fields: Record<string, FieldValue>,
/** In the trash. */
deleted: boolean, };
