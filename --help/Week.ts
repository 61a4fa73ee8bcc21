// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What was logged this go-live week. */
export type Week = {
/** Number of the week; 0 before go-live. */
n: number,
/** Entries: occurrences, new workarounds, new requests. */
entries: number,
/** Of them, "it happened again". */
again: number,
/** People on the roster who answered the weekly pulse. */
answered: number,
/** People on the roster this week. */
roster: number,
/** Whether the clinic uses the pulse at all. */
uses_pulse: boolean, };
