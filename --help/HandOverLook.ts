// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { HandOverPart } from "./HandOverPart";
import type { Who } from "./Who";

/** What a person carries, by area, before it is handed over. */
export type HandOverLook = {
/** Whose. */
who: Who,
/** Their first day away, if it is known. */
active_to: string | null,
/** The parts, areas they answer for first, then by name; what is in no area last. */
parts: Array<HandOverPart>, };
