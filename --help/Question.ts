// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { AnsweredIn } from "./AnsweredIn";
import type { Id } from "./Id";
import type { Named } from "./Named";

/** Something leadership needs to know. */
export type Question = {
/** Which thing. */
id: Id,
/** The clinic's own short id. */
key: string,
/** The question. */
text: string,
/** Its configuration area. */
area: Named | null,
/** Where it is answered today; `null` = nobody has said yet. */
answered_in: AnsweredIn | null,
/** Since which day without a break. */
since: string | null,
/** Days it was not answered, from its first answer to today (A13); `null` = nobody has said yet. */
unanswered_days: number | null,
/** In the trash. */
deleted: boolean, };
