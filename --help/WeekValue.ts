// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A value of one week. */
export type WeekValue = {
/** Go-live week. */
n: number,
/** The value in the unit of the signal. */
value: number, };
