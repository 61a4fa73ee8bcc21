// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Kind } from "./Kind";
import type { Turn } from "./Turn";

/** An open request or a workaround in use that reads alike. */
export type SimilarItem = {
/** Which thing. */
id: Id,
/** `request` or `workaround`. */
kind: Kind,
/** The clinic's own short id. */
key: string,
/** Its title. */
title: string,
/** Request: how many people need it. */
people: number,
/** Request: whose turn it is. */
turn: Turn | null,
/** Request: the vendor it waits on. */
vendor: string | null,
/** Request: days past its first promise. */
late_days: number | null,
/** Workaround: how often it happened. */
times: number,
/** Workaround: median minutes of the timed ones. */
median_minutes: number | null, };
