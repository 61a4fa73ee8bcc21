// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ItemLink } from "./ItemLink";
import type { Promise } from "./Promise";

/** A promise given for a request that was merged into another. */
export type MergedPromise = {
/** The request it was given for. */
of: ItemLink,
/** What was promised. */
promise: Promise, };
