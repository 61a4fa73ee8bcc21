// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Group } from "./Group";

/** One page of a list. */
export type Page<T> = {
/** The rows, in order. */
rows: Array<T>,
/** Where the next page begins; `null` at the end. */
next: string | null,
/** How many rows the filter finds in all. */
total: number,
/** The groups in their order, with how many rows each holds; empty where the list is not grouped. */
groups: Array<Group>, };
