// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { StatedAnswer } from "./StatedAnswer";
import type { WeightedSum } from "./WeightedSum";

/** One of the systems side by side. */
export type ComparedSystem = {
/** The candidate, or the system in use. */
id: Id,
/** It is one that might come; otherwise the one in use. */
candidate: boolean,
/** Its name. */
name: string,
/** Who makes it. */
vendor: string,
/** What was said, in the order of the questions. */
answers: Array<StatedAnswer>,
/** The sum with its terms. */
sum: WeightedSum, };
