// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { AnsweredIn } from "./AnsweredIn";
import type { Id } from "./Id";

/** Which questions. */
export type QuestionFilter = {
/** Only answered there today. */
answered_in?: AnsweredIn | null,
/** Only this area. */
area?: Id | null,
/** Only where a word of the question begins so. */
text?: string | null, };
