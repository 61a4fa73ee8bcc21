// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ConfigChangeFilter } from "./ConfigChangeFilter";

/** A page of configuration changes. */
export type ConfigChangeListInput = {
/** Which. */
filter?: ConfigChangeFilter | null,
/** The `next` of the page before. */
cursor?: string | null,
/** Rows wanted, at most 200; 100 if absent. */
limit?: number | null, };
