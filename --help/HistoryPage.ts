// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { HistoryEntry } from "./HistoryEntry";

/** A page of history. */
export type HistoryPage = {
/** Acts, newest first. */
entries: Array<HistoryEntry>,
/** Where the next page begins; `null` at the end. */
next: string | null,
/** How many there are in all. */
total: number, };
