// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ItemLink } from "./ItemLink";
import type { MedianDays } from "./MedianDays";
import type { OutOf } from "./OutOf";
import type { Refusal } from "./Refusal";
import type { RouteCount } from "./RouteCount";

/** What the log measured beside each of the five questions. */
export type VendorEvidence = {
/** Requests that went to the vendor (TABLES A21). */
requests: number,
/** All requests by route, most first. */
routes: Array<RouteCount>,
/** Vendor requests delivered. */
delivered: number,
/** Changes of state per delivered request. */
steps_per_delivered: number | null,
/** Changes of whose turn it was per delivered request. */
hand_overs_per_delivered: number | null,
/** Workarounds behind a vendor request: those with a delivered one, of all. */
workarounds_delivered: OutOf,
/** How long those workarounds live. */
workaround_survival: MedianDays,
/** Declined as out of scope, of the decided ones. */
out_of_scope: OutOf,
/** The refusals, newest first. */
refusals: Array<Refusal>,
/** Workarounds still in use that a refused request was meant to end. */
lost_to: Array<ItemLink>,
/** Hours a month they cost; `null` = not measured. */
lost_hours_a_month: number | null,
/** To the first response, vendor requests alone. */
first_response: MedianDays,
/** To a workaround offered. */
workaround_offered: MedianDays,
/** To delivery. */
fix_delivered: MedianDays,
/** To verification. */
verified: MedianDays,
/** Vendor requests with a named contact, of all. */
named_contact: OutOf,
/** Chases per vendor request; `null` without requests. */
chases_per_request: number | null,
/** Hours those chases took. */
chase_hours: number, };
