// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { RequestState } from "./RequestState";
import type { Who } from "./Who";

/** One change of state. */
export type StateChange = {
/** Which thing. */
id: Id,
/** When. */
at: number,
/** To which state. */
state: RequestState,
/** By whom. */
by: Who | null,
/** Why. */
reason: string | null, };
