// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { WorkaroundFilter } from "./WorkaroundFilter";
import type { WorkaroundSort } from "./WorkaroundSort";

/** A page of workarounds. */
export type WorkaroundListInput = {
/** Which. */
filter?: WorkaroundFilter | null,
/** Ordered by. */
sort?: WorkaroundSort | null,
/** The other way round. */
reversed?: boolean | null,
/** The `next` of the page before. */
cursor?: string | null,
/** Rows wanted, at most 200; 100 if absent. */
limit?: number | null, };
