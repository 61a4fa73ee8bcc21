// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** First and last of some weeks. */
export type WeekSpan = {
/** First go-live week. */
from: number,
/** Last go-live week (inclusive). */
to: number, };
