// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A system's contract. */
export type Contract = {
/** The last day on which notice can be given; `null` = not said. */
notice_on: string | null,
/** The day it renews without notice. */
renews_on: string | null,
/** Days until the last day for notice; negative once it went by. */
days_left: number | null,
/** It is near enough to warn. */
near: boolean,
/** From how many days ahead that is. */
warned_days: number, };
