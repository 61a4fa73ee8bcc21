// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { QuestionFilter } from "./QuestionFilter";

/** A page of questions. */
export type QuestionListInput = {
/** Which. */
filter?: QuestionFilter | null,
/** The `next` of the page before. */
cursor?: string | null,
/** Rows wanted, at most 200; 100 if absent. */
limit?: number | null, };
