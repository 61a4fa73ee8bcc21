// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** A page of a thing's history, newest first, its children's included. */
export type HistoryInput = {
/** Which thing. */
id: Id,
/** The `next` of the page before. */
cursor?: string | null,
/** Acts wanted, at most 200; 20 if absent. */
limit?: number | null, };
