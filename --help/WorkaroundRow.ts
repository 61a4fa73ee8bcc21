// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Break } from "./Break";
import type { HoursBasis } from "./HoursBasis";
import type { Id } from "./Id";
import type { LinkedRequest } from "./LinkedRequest";
import type { Named } from "./Named";
import type { Stage } from "./Stage";
import type { Who } from "./Who";

/** One workaround in a list. */
export type WorkaroundRow = {
/** Which thing. */
id: Id,
/** The clinic's own short id. */
key: string,
/** Its title. */
title: string,
/** The one break it belongs to. */
break: Break,
/** Its configuration area. */
area: Named | null,
/** Who is accountable; `null` = nobody. */
owner: Who | null,
/** Safety: a lane of its own, never averaged into minutes. */
safety: boolean,
/** First day of use. */
started: string | null,
/** First day no longer used. */
ended: string | null,
/** Days in use so far, or until it ended. */
in_use_days: number,
/**
 * Hours in the last whole go-live month it was in use from the first day of, else so far in the newest month;
 * `null` = not measured.
 */
hours_a_month: number | null,
/** They are those of a month that is not over or that it began in: never what a month costs. */
hours_so_far: boolean,
/** What the hours rest on. */
basis: HoursBasis,
/** Which part of them was timed, 0 to 1. */
timed_share: number,
/** Where it stands in its life. */
stage: Stage,
/** Day the accepted decision is looked at again. */
review_on: string | null,
/** Open requests meant to end it. */
requests: Array<LinkedRequest>,
/** How often it happened, as far as written down. */
times: number,
/** How many people said "me too". */
people: number, };
