// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Kind } from "./Kind";

/** One field, before and after, in words. */
export type FieldChange = {
/** Which thing: the one asked for, or a child of it. */
id: Id,
/** Its kind. */
kind: Kind,
/** Which field. */
field: string,
/** Before, with names for references; `null` = nothing stood there. For a request's new state the state before it. */
was: string | null,
/** After; `null` = taken out. */
value: string | null,
/** The act made the thing: nothing stood there because there was no thing. */
made: boolean,
/** How to show them: `text`, `word`, `date`, `instant`, `number`, `yes_no` or `name`. */
shown_as: string, };
