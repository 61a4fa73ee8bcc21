// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { RequestFilter } from "./RequestFilter";
import type { RequestGroup } from "./RequestGroup";
import type { RequestSort } from "./RequestSort";

/** A page of requests. */
export type RequestListInput = {
/** Which. */
filter?: RequestFilter | null,
/** Ordered by. */
sort?: RequestSort | null,
/** The other way round. */
reversed?: boolean | null,
/** Grouped by. */
group?: RequestGroup | null,
/** The `next` of the page before. */
cursor?: string | null,
/** Rows wanted, at most 200; 100 if absent. */
limit?: number | null, };
