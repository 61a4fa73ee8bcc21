// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** One whole week of a series: a row of the table. */
export type BreakWeek = {
/** Go-live week. */
n: number,
/** Its first day. */
from: string,
/** The value; `null` = not measured. */
value: number | null,
/** The mean of its stretch; `null` outside one. */
centre: number | null,
/** Lower limit; `null` without limits. */
lower: number | null,
/** Upper limit; `null` without limits. */
upper: number | null,
/** A rule was completed here. */
is_signal: boolean, };
