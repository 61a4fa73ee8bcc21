// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { RequestState } from "./RequestState";

/** Moves a request to another state. */
export type MoveInput = {
/** The request. */
id: Id,
/** To which state. */
state: RequestState,
/** Why. */
reason?: string | null,
/** For `merged`: the request it continues in. */
into?: Id | null,
/** When; now if absent. */
at?: number | null,
/** The requester was told as well, in the same act. */
told?: boolean | null,
/** The person looked at the warning and it is no patient's. */
phi_ok?: boolean | null, };
