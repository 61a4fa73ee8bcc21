// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Asks where some requests could go together. */
export type MovesOfManyInput = {
/** The requests. */
ids: Array<Id>, };
