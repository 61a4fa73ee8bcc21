// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** The curve just after one or more workarounds ended. */
export type SurvivalStep = {
/** Days since the start. */
days: number,
/** Share still in use, 0 to 1. */
share: number,
/** Lower end of its 95 % interval; `null` where there is none. */
low: number | null,
/** Upper end. */
high: number | null, };
