// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Basis } from "./Basis";
import type { Id } from "./Id";

/** people x uses per person per week x minutes per use, from a day on. */
export type Estimate = {
/** Which thing. */
id: Id,
/** First day in force. */
from: string | null,
/** How many people do it. */
people: number,
/** How often each does it in a week. */
uses_per_person_per_week: number,
/** Minutes of one use. */
minutes_per_use: number,
/** With a clock, or guessed. */
basis: Basis,
/** Whether this desk may change it. */
may_edit: boolean, };
