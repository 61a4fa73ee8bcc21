// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Says that a request is meant to end a workaround, or no longer. */
export type LinkInput = {
/** The request. */
request: Id,
/** The workaround. */
workaround: Id, };
