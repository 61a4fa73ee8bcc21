// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A median with its interval, in days; open items counted in (Kaplan-Meier). */
export type MedianDays = {
/** Items watched. */
n: number,
/** Those for which it came. */
events: number,
/** Days after which half still wait; `null` where it never gets there. */
median: number | null,
/** Early end of its 95 % interval. */
low: number | null,
/** Late end of its 95 % interval. */
high: number | null, };
