// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { NeedItem } from "./NeedItem";
import type { NeedKind } from "./NeedKind";

/** One row of "Needs you". */
export type Need = {
/** What kind. */
kind: NeedKind,
/** How many. */
count: number,
/** Somebody must act before anything else. */
alarm: boolean,
/** The first few, worst first. */
items: Array<NeedItem>,
/** Open requests that sit in them (areas). */
requests: number | null,
/** People who wait to hear (people to tell). */
people: number | null,
/** Hours a month that sit in them (areas, hardened). */
hours_a_month: number | null, };
