// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Merges requests into one, as one act. */
export type MergeInput = {
/** Those that go into it. */
ids: Array<Id>,
/** The request they continue in. */
into: Id, };
