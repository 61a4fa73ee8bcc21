// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Break } from "./Break";
import type { Id } from "./Id";
import type { OwnerFilter } from "./OwnerFilter";
import type { Rationale } from "./Rationale";
import type { Stage } from "./Stage";
import type { Standing } from "./Standing";

/** Which workarounds. */
export type WorkaroundFilter = {
/** In use if absent. */
standing?: Standing | null,
/** Only this break. */
break?: Break | null,
/** Only this area. */
area?: Id | null,
/** Only this owner's. */
owner?: OwnerFilter | null,
/** Only at this stage of life. */
stage?: Stage | null,
/** Only the safety lane. */
safety?: boolean | null,
/** Only those whose decision is to be looked at again. */
review_due?: boolean | null,
/** Only those in use of which nobody has said whether they stopped, though what was to end them was delivered. */
to_verify?: boolean | null,
/** Only those worked around for this reason. */
rationale?: Rationale | null,
/** Only where a word of the title, detail or key begins so. */
text?: string | null, };
