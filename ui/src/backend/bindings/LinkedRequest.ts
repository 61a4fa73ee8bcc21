// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ItemLink } from "./ItemLink";
import type { RequestState } from "./RequestState";
import type { Turn } from "./Turn";

/** A request meant to end a workaround. */
export type LinkedRequest = {
/** Which. */
item: ItemLink,
/** Its state. */
state: RequestState,
/** Whose turn it is. */
turn: Turn, };
