// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { WeightedTerm } from "./WeightedTerm";

/** Weight × rating, added and spelled out. */
export type WeightedSum = {
/** Weight and rating of each rated question that matters. */
terms: Array<WeightedTerm>,
/** Questions that matter and are not rated. */
unrated: number,
/** Questions without a weight. */
unweighted: number,
/** `null` as long as something is missing. */
sum: number | null, };
