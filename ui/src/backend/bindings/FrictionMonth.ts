// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { BreakHours } from "./BreakHours";
import type { ChangeMark } from "./ChangeMark";
import type { CostliestWorkaround } from "./CostliestWorkaround";

/** One go-live month: the read-out, and a row of the table. */
export type FrictionMonth = {
/** Number since go-live, from 1. */
n: number,
/** First day. */
from: string,
/** The day after the last (exclusive). */
to: string,
/** Not finished: never compared with whole ones. */
partial: boolean,
/** Measured days of it so far. */
days: number,
/** Days it has. */
of_days: number,
/** Share of its measured days on or after the record began: 0 = not measured, below 1 = partly. */
recorded: number,
/** The same of what hours come from: estimates, occurrences, chases and the weekly pulse. */
hours_recorded: number,
/** People who answered the weekly pulse ÷ roster; `null` = unknown. */
coverage: number | null,
/** Coverage under half. */
thin: boolean,
/** Whether its hours are: neither before the record nor a sum of nothing over what nobody measured. */
measured: boolean,
/** Hours lost. */
hours: BreakHours,
/** The same per FTE; `null` without staffing. */
per_fte: BreakHours | null,
/** Average staffed FTE; `null` = unknown. */
fte: number | null,
/** Hours spent chasing. */
chase_hours: number,
/** How many chases. */
chases: number,
/** Requests that came in, reopenings included. */
arrivals: number,
/** Requests that were closed. */
departures: number,
/** Requests open at its end. */
wip: number,
/** Workarounds active at its last measured day. */
active_workarounds: number,
/** Requests withdrawn, "not worth asking any more". */
withdrawn: number,
/** What changed in it. */
events: Array<ChangeMark>,
/** The three workarounds that cost most in it. */
most: Array<CostliestWorkaround>, };
