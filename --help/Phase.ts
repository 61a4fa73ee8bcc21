// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { AlarmingBreak } from "./AlarmingBreak";
import type { EntriesPace } from "./EntriesPace";
import type { PhaseTest } from "./PhaseTest";

/** The clinic's phase with what decided it (DOMAIN §5). */
export type Phase = {
/** `not_measured`, `replacement_talk`, `too_few_entries`, `going_quiet`, `complaints`, `friction`, `settled`. */
label: string,
/** First of the weeks it rests on. */
from_week: number | null,
/** Last of the weeks it rests on. */
to_week: number | null,
/** The breaks in alarm, with how far they rose. */
alarming: Array<AlarmingBreak>,
/** Entries a week, lately and before: what "going quiet" compares; `null` before week 16. */
entries: EntriesPace | null,
/** Title of the need that most people voice; `null` where nobody does. */
voiced: string | null,
/** The tests in order, each with its count and its threshold. */
because: Array<PhaseTest>, };
