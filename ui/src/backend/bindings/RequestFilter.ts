// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { OwnerFilter } from "./OwnerFilter";
import type { RequestKind } from "./RequestKind";
import type { RequestState } from "./RequestState";
import type { Route } from "./Route";
import type { Standing } from "./Standing";
import type { Turn } from "./Turn";

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
/** Only where it is this party's turn. */
turn?: Turn | null,
/** Only this kind of change. */
kind?: RequestKind | null,
/** Only this route. */
route?: Route | null,
/** Only what people of this site asked for. */
site?: Id | null,
/** Only past their first promise, and waiting on the vendor. */
late?: boolean | null,
/** Only where somebody waits to hear what became of it. */
to_tell?: boolean | null,
/** Only where nothing was written down for four weeks. */
quiet?: boolean | null,
/** Only safety items. */
safety?: boolean | null,
/** Only what this act made, changed or took out of the trash: what came with an import. */
came_with?: Id | null,
/** Only where a word of the title, detail, key or vendor number begins so. */
text?: string | null, };
