// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { RequestState } from "./RequestState";

/** Moves requests to one state together, as one act. */
export type MoveManyInput = {
/** The requests. */
ids: Array<Id>,
/** To which state. */
state: RequestState, };
