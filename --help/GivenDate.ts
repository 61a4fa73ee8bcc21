// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Who } from "./Who";

/** One date given. */
export type GivenDate = {
/** The promise. */
id: Id,
/** Day it was made. */
made_on: string,
/** Day it is due. */
due_on: string,
/** Who said so. */
promised_by: Who | null,
/** Contract clause, e-mail, call. */
source: string | null, };
