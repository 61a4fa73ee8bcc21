// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Puts things into the trash, or takes them out again. */
export type TrashInput = {
/** The things. */
ids: Array<Id>, };
