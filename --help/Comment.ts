// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Who } from "./Who";

/** What somebody wrote under it. */
export type Comment = {
/** Which thing. */
id: Id,
/** When. */
at: number,
/** Who; `null` where nobody said who is at the desk. */
by: Who | null,
/** What. */
text: string, };
