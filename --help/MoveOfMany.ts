// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { RequestState } from "./RequestState";

/** A state that requests can go to together. */
export type MoveOfMany = {
/** To which state. */
to: RequestState,
/** How many of them may go there from where they stand. */
count: number, };
