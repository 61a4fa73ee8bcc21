// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Fewer asked than in the month before, while more worked around. */
export type FewerAsks = {
/** Requests asked in the month. */
asked: number,
/** Workarounds in use at its end. */
active: number, };
