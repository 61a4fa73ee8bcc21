// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Clock } from "./Clock";
import type { GivenDate } from "./GivenDate";
import type { ItemLink } from "./ItemLink";
import type { PromiseOutcome } from "./PromiseOutcome";

/** The promises for one clock of one request. */
export type PromiseLine = {
/** Of which request. */
request: ItemLink,
/** For which clock. */
clock: Clock,
/** What became of the first date. */
outcome: PromiseOutcome,
/** The first date given. */
first_due: string,
/** Day the promised thing came; `null` = not yet. */
came_on: string | null,
/** Day the request was closed; `null` = it is open. Days late stopped there if the thing had not come. */
closed_on: string | null,
/** Days past the first date; `null` unless late. */
days_late: number | null,
/** How often a later date replaced an earlier one. */
slips: number,
/** Every date given, the first one first. */
given: Array<GivenDate>, };
