// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Which configuration changes. */
export type ConfigChangeFilter = {
/** Only this area. */
area?: Id | null,
/** Only for this request. */
request?: Id | null,
/** Only verified, or only not. */
verified?: boolean | null,
/** Only those whose review day has come. */
review_due?: boolean | null,
/** Only where a word of the item, of before or of after begins so. */
text?: string | null, };
