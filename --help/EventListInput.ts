// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { EventFilter } from "./EventFilter";

/** A page of change events. */
export type EventListInput = {
/** Which. */
filter?: EventFilter | null,
/** The `next` of the page before. */
cursor?: string | null,
/** Rows wanted, at most 200; 100 if absent. */
limit?: number | null, };
