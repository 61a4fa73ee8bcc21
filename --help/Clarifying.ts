// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** The clock of asking back: how long a request stood still because something was not clear. */
export type Clarifying = {
/** What was asked last, in its own words; `null` = nothing was written. */
question: string | null,
/** When that was. */
asked_at: number,
/** Whether the answer is still missing. */
waits: boolean,
/** Calendar days it stood unclear, all times together, open time only. */
days: number, };
