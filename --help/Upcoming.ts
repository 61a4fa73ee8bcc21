// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Kind } from "./Kind";
import type { Label } from "./Label";

/** Something with a date ahead. */
export type Upcoming = {
/** When. */
on: string,
/** `promise`, `promise_moved` (with how often), `review`, `leaves`, `event`: a code of the catalogue with what fills it. */
what: Label,
/** The thing to open. */
id: Id,
/** Its kind. */
kind: Kind, };
