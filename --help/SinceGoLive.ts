// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A day's place on a system's axis (DOMAIN §4). */
export type SinceGoLive = {
/** Number of the go-live month, from 1. */
month: number,
/** Day of that month, from 1. */
day: number,
/** Days that month has. */
days: number,
/** Number of the go-live week, from 1. */
week: number, };
