// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Hours of one go-live month. */
export type MonthHours = {
/** Number of the month. */
n: number,
/** Hours. */
hours: number,
/** Not finished. */
partial: boolean, };
