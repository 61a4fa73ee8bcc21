// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { AnsweredIn } from "./AnsweredIn";
import type { Id } from "./Id";

/** Where a question is answered from a day on. */
export type Answer = {
/** Which thing. */
id: Id,
/** From this day. */
from: string,
/** Where. */
answered_in: AnsweredIn, };
