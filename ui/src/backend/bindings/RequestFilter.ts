// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { OwnerFilter } from "./OwnerFilter";
import type { RequestState } from "./RequestState";
import type { Standing } from "./Standing";

/** Which requests. */
export type RequestFilter = {
/** Open if absent. */
standing?: Standing | null,
/** Only these states. */
states?: RequestState[] | null,
/** Only this area. */
area?: Id | null,
/** Only this owner's. */
owner?: OwnerFilter | null,
/** Only past their first promise, and waiting on the vendor. */
late?: boolean | null,
/** Only safety items. */
safety?: boolean | null,
/** Only where a word of the title, detail, key or vendor number begins so. */
text?: string | null, };
