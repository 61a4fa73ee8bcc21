// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Clock } from "./Clock";
import type { Id } from "./Id";
import type { PromiseOutcome } from "./PromiseOutcome";

/** Which promises. */
export type PromiseListInput = {
/** Of this system; the one in use if absent. */
system?: Id | null,
/** Only what became this of them. */
outcome?: PromiseOutcome | null,
/** Only this clock's. */
clock?: Clock | null,
/** Only those whose date was moved later. */
moved?: boolean | null, };
