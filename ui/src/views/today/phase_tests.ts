import type { AlarmingBreak, Phase, PhaseTest } from "../../backend/bindings/types";
import { limitText, testValue } from "../../components/figure/phase_value";
import { tenths } from "../../format/number";
import { m } from "../../paraglide/messages.js";
import { breakName } from "../../words";

/** Shown without being asked for (three have room beside the phase). */
const SHOWN = 3;

/** Which tests speak for a phase, in the order of TABLES A23. */
const SPEAKS_FOR: Record<string, readonly string[]> = {
  not_measured: ["baseline_weeks", "low_coverage_weeks"],
  replacement_talk: ["replacement_events"],
  too_few_entries: ["entries_per_week"],
  going_quiet: ["entries_ratio", "active_workarounds_change", "open_age_change"],
  complaints: ["alarming_series", "overdue_share_of_open", "hardened_share", "voices_on_one_need"],
  friction: ["alarming_series"],
  settled: ["alarming_series", "entries_ratio", "hardened_share"],
};

/** What the value is in words: a share in per cent, everything else as a number. */
export const valueOf = (test: PhaseTest): string => testValue(test.test, test.value);

/** The threshold in the same unit, with the side of it that tells. */
export const limitOf = (test: PhaseTest): string => limitText(test.test, test.limit);

/** The clinic's threshold behind a test's limit, where it has one of its own. */
const THRESHOLD: Record<string, string> = {
  low_coverage_weeks: "low_coverage_weeks",
  replacement_events: "replacement_days",
  entries_per_week: "few_entries_per_week",
  entries_ratio: "quiet_entries_ratio",
  overdue_share_of_open: "overdue_share",
  hardened_share: "hardened_share",
  voices_on_one_need: "voices_on_one_need",
  alarming_series: "alarming_series",
};

/** The name of the threshold that decides a test; undefined where the limit is not the clinic's to set. */
export const thresholdOf = (test: PhaseTest): string | undefined => THRESHOLD[test.test];

/** Which sentence of the test says it: what was not measured is neither met nor unmet. */
export const outcome = (test: PhaseTest): "met" | "unmet" | "unmeasured" =>
  test.value === null ? "unmeasured" : test.met ? "met" : "unmet";

/** What a test lacks where it cannot be counted (TABLES A23). */
const LACKS: Record<string, () => string> = {
  late_baseline: m.phase_lacks_record,
  low_coverage_weeks: m.phase_lacks_pulse,
  entries_per_week: m.phase_lacks_weeks,
  entries_ratio: m.phase_lacks_sixteen_weeks,
  open_age_change: m.phase_lacks_open_then,
  overdue_share_of_open: m.phase_lacks_open,
  hardened_share: m.phase_lacks_workarounds,
};

/** Why a test has no value, in words. */
export const whyUnmeasured = (test: PhaseTest): string => (LACKS[test.test] ?? m.phase_not_measured)();

/** How far a break in alarm rose, or why that is not told. */
export function risenBy({ break: of, times_baseline: times, is_hidden: hidden }: AlarmingBreak): string {
  const name = breakName[of]();
  if (hidden) return m.phase_alarm_hidden({ name });
  return times === null ? m.phase_alarm_from_none({ name }) : m.phase_alarm({ name, times: tenths(times) });
}

/** What a phase was decided by. */
type Judged = Pick<Phase, "label" | "because">;

/** Phases that say that nothing can be told: what else was counted would only look like an answer. */
const TELLS_NOTHING = new Set(["not_measured", "too_few_entries"]);

/** What a phase waits for before anything can be told: a count too low to go on, no sign of anything. */
export const isAwaited = (phase: Judged, test: PhaseTest): boolean =>
  TELLS_NOTHING.has(phase.label) && test.met && ["baseline_weeks", "entries_per_week"].includes(test.test);

/** The tests that decided the phase: met ones first, then those that nearly would have. */
export function decisive(phase: Judged): PhaseTest[] {
  const speaks = SPEAKS_FOR[phase.label] ?? [];
  if (TELLS_NOTHING.has(phase.label)) return phase.because.filter((test) => test.met && speaks.includes(test.test));
  const rank = (test: PhaseTest): number => (speaks.includes(test.test) ? 0 : 2) + (test.met ? 0 : 1);
  return [...phase.because]
    .filter((test) => test.test !== "late_baseline" && test.value !== null)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, SHOWN);
}
