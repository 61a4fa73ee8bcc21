// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { RequestState } from "./RequestState";
import type { Who } from "./Who";

/** One change of state. */
export type StateChange = {
/** Which thing. */
id: Id,
/** When; the last day that is known where nobody says when. */
at: number,
/** Nobody says when. */
undated: boolean,
/** To which state. */
state: RequestState,
/** By whom. */
by: Who | null,
/** Why. */
reason: string | null, };
