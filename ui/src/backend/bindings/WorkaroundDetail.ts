// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Comment } from "./Comment";
import type { DeliveredFix } from "./DeliveredFix";
import type { Effect } from "./Effect";
import type { Estimate } from "./Estimate";
import type { Form } from "./Form";
import type { MonthHours } from "./MonthHours";
import type { Named } from "./Named";
import type { Occurrence } from "./Occurrence";
import type { Rationale } from "./Rationale";
import type { Voice } from "./Voice";
import type { Who } from "./Who";
import type { WorkaroundRow } from "./WorkaroundRow";

/** One workaround with its estimates and occurrences. */
export type WorkaroundDetail = {
/** What the list shows; `requests` holds the closed ones too. */
row: WorkaroundRow,
/** What form it takes. */
form: Form | null,
/** Its EHR system, if it names one. */
system: Named | null,
/** When it was meant to end. */
expected_end: string | null,
/** What was to end it and was delivered, while it is in use and no other request is still to end it. */
delivered: DeliveredFix | null,
/** Whether the clinic finds it acceptable. */
acceptable: boolean | null,
/** Why. */
acceptable_why: string | null,
/** Who accepted it as permanent. */
accepted_by: Who | null,
/** When. */
accepted_on: string | null,
/** Everything else, as written. */
detail: string | null,
/** Why people work around (SEWA). */
rationale: Rationale | null,
/** Whether it could be avoided; `null` = nobody has said. */
avoidable: boolean | null,
/** Whether it was planned; `null` = nobody has said. */
planned: boolean | null,
/**
 * What it does to safety, effectiveness and efficiency, for patient, staff and organisation, by field such as
 * `safety_patient`; `null` = nobody has said.
 */
effects: Record<string, Effect | null>,
/** In the trash. */
deleted: boolean,
/** Estimates, the one in force last. */
estimates: Array<Estimate>,
/** The newest 50 occurrences, newest first. */
occurrences: Array<Occurrence>,
/** How many of all occurrences were timed. */
timed: number,
/** Median minutes of the timed ones; `null` = none timed. */
median_minutes: number | null,
/** Hours by go-live month of its system, oldest first. */
months: Array<MonthHours>,
/** The go-live month in which its hours a month were counted; `null` = not measured. */
hours_month: number | null,
/** Who said "me too". */
voices: Array<Voice>,
/** What people wrote under it. */
comments: Array<Comment>,
/** Whether a form may change it at this desk. */
may_edit: boolean, };
