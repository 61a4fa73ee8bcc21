// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** One go-live week of one person. */
export type PulseWeek = {
/** Its first day. */
from: string,
/** The day after its last. */
to: string,
/** Whether the person answered; `null` = no row. */
answered: boolean | null,
/** Hours in the EHR outside scheduled patient time. */
ehr_hours_outside: number | null,
/** Scheduled patient hours. */
scheduled_hours: number | null,
/** Rows of this week: more than one came by an import and are added up; they are corrected there. */
rows: number,
/** People on the roster today who answered this week. */
team_answered: number,
/** People on the roster today. */
roster: number, };
