// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Named } from "./Named";
import type { PromiseTrack } from "./PromiseTrack";
import type { RequestState } from "./RequestState";
import type { Turn } from "./Turn";
import type { Who } from "./Who";

/** One request in a list. */
export type RequestRow = {
/** Which thing. */
id: Id,
/** The clinic's own short id. */
key: string,
/** Its title. */
title: string,
/** Its configuration area. */
area: Named | null,
/** The state it is in; `triaged` after a reopening. */
state: RequestState,
/** Whose turn it is. */
turn: Turn,
/** The vendor it waits on, by name; `null` unless it waits on one. */
vendor: string | null,
/** Who is accountable; `null` = nobody. */
owner: Who | null,
/** Safety item, itself or through what stands merged into it: a lane of its own. */
safety: boolean,
/** Asked for by a rule from outside, itself or through what stands merged into it. */
regulatory: boolean,
/** What it is worth, 1 to 5; `null` = not weighed. */
value: number | null,
/** What it takes, 1 to 5; `null` = not weighed. */
effort: number | null,
/** Days since it was asked, in the clinic's calendar. */
age_days: number,
/** Days in its present state. */
in_state_days: number,
/** The fix that was promised; `null` = no promise. */
promise: PromiseTrack | null,
/** How many people need it: the voices and whoever asked, each once, those of requests merged into it included. */
people: number,
/** How many of them wait to hear what became of it; 0 unless it was delivered or decided. */
to_tell: number,
/** What it is grouped under; empty where the list is not grouped. */
group: string, };
