// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Which thresholds are to change. */
export type ThresholdsInput = {
/** By name: the new value, `null` = the usual one. What is not named stays. */
set: { [key in string]: number | null }, };
