// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Writes under a request or a workaround. */
export type CommentInput = {
/** The request or workaround. */
item: Id,
/** What. */
text: string,
/** The person looked at the warning and it is no patient's. */
phi_ok?: boolean | null, };
