// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Adds or removes one person's "me too". */
export type VoiceInput = {
/** The request or workaround. */
item: Id,
/** The person; whoever is at this desk if absent. */
person?: Id | null, };
