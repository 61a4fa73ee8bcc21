// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Answers the weekly pulse, or corrects the answer. */
export type PulseInput = {
/** Whose; whoever is at this desk if absent. */
person?: Id | null,
/** Any day of the week; today if absent. */
week_of?: string | null,
/** Whether the person answered, "nothing to report" included. */
answered: boolean,
/** Hours in the EHR outside scheduled patient time; `null` = not said. */
ehr_hours_outside?: number | null,
/** Scheduled patient hours; `null` = not said. */
scheduled_hours?: number | null, };
