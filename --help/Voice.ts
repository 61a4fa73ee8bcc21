// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Who } from "./Who";

/** A person's "me too". */
export type Voice = {
/** Which thing. */
id: Id,
/** Who. */
who: Who,
/** When. */
at: number, };
