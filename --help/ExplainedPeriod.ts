// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** The days a figure is about. */
export type ExplainedPeriod = {
/** A week rather than a month. */
is_week: boolean,
/** Its number since go-live. */
n: number,
/** First day. */
from: string,
/** The day after the last measured one. */
to: string,
/** Not finished. */
partial: boolean, };
