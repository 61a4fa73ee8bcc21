// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ShadowFilter } from "./ShadowFilter";

/** A page of the lists kept beside the EHR. */
export type ShadowListInput = {
/** Which. */
filter?: ShadowFilter | null,
/** The `next` of the page before. */
cursor?: string | null,
/** Rows wanted, at most 200; 100 if absent. */
limit?: number | null, };
