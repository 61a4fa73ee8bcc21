// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Clock } from "./Clock";
import type { Id } from "./Id";
import type { Who } from "./Who";

/** What the vendor said it would do, and by when. */
export type Promise = {
/** Which thing. */
id: Id,
/** For which clock. */
clock: Clock,
/** Day it was made. */
made_on: string | null,
/** Day it is due. */
due_on: string | null,
/** Who said so. */
promised_by: Who | null,
/** Contract clause, e-mail, call. */
source: string | null, };
