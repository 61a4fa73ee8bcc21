// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Answer } from "./Answer";
import type { Question } from "./Question";
import type { ShadowRecord } from "./ShadowRecord";

/** One question with its answers and the lists kept for it. */
export type QuestionDetail = {
/** What the list shows. */
row: Question,
/** Every answer, earliest first. */
answers: Array<Answer>,
/** The lists kept for it, those still kept first; at most 200. */
shadows: Array<ShadowRecord>, };
