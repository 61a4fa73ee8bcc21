// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { VendorQuestion } from "./VendorQuestion";

/** What was said to one of the five questions, and what the clinic makes of it. */
export type StatedAnswer = {
/** Which question. */
question: VendorQuestion,
/** The words; `null` = nothing written down. */
stated: string | null,
/** Contract clause, call, e-mail. */
source: string | null,
/** Days to a first response, as said. */
response_days: number | null,
/** Days to a fix, as said. */
fix_days: number | null,
/** What the clinic makes of it, 0 to 5; `null` = not rated. */
rating: number | null, };
