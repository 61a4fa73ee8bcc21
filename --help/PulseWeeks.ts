// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { PulseWeek } from "./PulseWeek";
import type { Who } from "./Who";

/** One person's latest weeks of the pulse, newest first. */
export type PulseWeeks = {
/** Whose. */
person: Who,
/** The weeks, the one in progress first. */
weeks: Array<PulseWeek>, };
