// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** One question's part. */
export type WeightedTerm = {
/** How much the question matters. */
weight: number,
/** What the clinic makes of the answer. */
rating: number, };
