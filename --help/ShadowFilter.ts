// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Which lists kept beside the EHR. */
export type ShadowFilter = {
/** Only still kept, or only ended. */
kept?: boolean | null,
/** Only those that answer this question. */
question?: Id | null,
/** Only where a word of the title begins so. */
text?: string | null, };
