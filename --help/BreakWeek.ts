// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** One whole week of a series: a row of the table. */
export type BreakWeek = {
/** Go-live week. */
n: number,
/** Its first day. */
from: string,
/** The value; `null` = not measured, or withheld. */
value: number | null,
/** Fewer than five people reported: measured, and not shown. */
is_withheld: boolean,
/** The mean of its stretch; `null` outside one. */
centre: number | null,
/** Lower limit; `null` without limits. */
lower: number | null,
/** Upper limit; `null` without limits. */
upper: number | null,
/** A rule was completed here. */
is_signal: boolean, };
