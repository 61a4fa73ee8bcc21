// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Group } from "./Group";

/** One page of a list. */
export type Page<T> = {
/** The rows, in order. */
rows: Array<T>,
/** Where the next page begins; `null` at the end. */
next: string | null,
/**
 * How many rows the filter finds in all. `null` on later pages: the first one said it, and counting is the one
 * thing that gets longer with the list.
 */
total: number | null,
/**
 * The groups in their order, with how many rows each holds; empty where the list is not grouped, and on later
 * pages.
 */
groups: Array<Group>, };
