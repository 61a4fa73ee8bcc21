import type { Clock, RequestState } from "../../backend/bindings/schema";
import type {
  ExplainInput,
  ExplainMissing,
  ExplainRow,
  Explanation,
  FigureName,
  FigureUnit,
} from "../../backend/bindings/types";
import { dayNear } from "../../format/date";
import { count, hours, hundredths, percent, plain, thousandths, upToTenths } from "../../format/number";
import { sentence } from "../../labels";
import { m } from "../../paraglide/messages.js";
import { breakName, promiseClockName, stateName } from "../../words";
import { limitText, testName, testValue } from "./phase_value";

/** The catalogue by code: what a figure is called, what it means, what its columns hold. */
const catalogue = m as unknown as Record<string, ((inputs: Record<string, string>) => string) | undefined>;
const say = (code: string, inputs: Record<string, string> = {}): string => catalogue[`how_${code}`]?.(inputs) ?? "";

/** What the parts of a figure are, where they are not counted in the figure's own unit. */
const PARTS: Partial<Record<FigureName, FigureUnit>> = {
  hours_per_fte: "hours",
  hardened_share: "count",
  unanswered_share: "count",
  overdue_days_per_10_fte: "count",
  wow8: "hours",
  coverage: "count",
  asks_per_active_workaround: "count",
  kept_promises: "count",
  slips_per_promise: "count",
  out_of_scope_share: "count",
  named_contact_share: "count",
  chases_per_request: "count",
  steps_per_delivered: "count",
  hand_overs_per_delivered: "count",
  misfit_delivered: "count",
};
/** Times to an end, not to an answer. */
const LIVES: readonly FigureName[] = ["survival_median", "misfit_survival"];
/** Series that are shares. */
const SHARE_SERIES = "reporting";

/** What a figure is called. */
export const figureName = (figure: FigureName): string => say(figure);

/** The figure's name with what it was asked over. */
export function nameOf(asked: ExplainInput): string {
  const plainName = say(asked.figure);
  const name = asked.break == null ? plainName : `${breakName[asked.break]()}: ${plainName}`;
  if (asked.week != null) return m.how_week({ name, n: asked.week });
  return asked.month == null ? name : m.how_month({ name, n: asked.month });
}

/** The definition in plain words. */
export const means = (figure: FigureName): string => say(`${figure}_means`);

/** A number in a unit, the unit said. */
function withUnit(unit: FigureUnit, value: number): string {
  switch (unit) {
    case "hours":
      return m.how_unit_hours({ n: hours(value) });
    case "hours_per_fte":
      return m.how_unit_hours_per_fte({ n: hours(value) });
    case "share":
      return percent(value);
    case "days":
      return m.threshold_in_days({ n: upToTenths(value) });
    case "count":
      return count(value);
    case "rate":
    case "none":
      return hundredths(value);
  }
}

/** A share over all requests is a share although one request's turn is days. */
const unitOf = (shown: Explanation): FigureUnit => {
  if (shown.unit === "days" && shown.method.how === "ratio") return "share";
  return shown.figure === "control_limit" && isShareSeries(shown) ? "share" : shown.unit;
};
const isShareSeries = (shown: Explanation): boolean => shown.break === SHARE_SERIES;

/** Too few people reported for anything of it to be shown. */
const isHidden = (shown: Explanation): boolean => shown.missing.some((missing) => missing.code === "few_people");

/** The figure itself. */
export const valueText = (shown: Explanation): string =>
  isHidden(shown) ? m.how_hidden() : shown.phase !== null ? sentence({ code: shown.phase, args: [] }, "phase") : shown.value === null ? m.not_measured() : withUnit(unitOf(shown), shown.value);

/** A part without its unit: the column's head says it. */
function part(shown: Explanation, value: number): string {
  const unit = PARTS[shown.figure] ?? unitOf(shown);
  if (unit === "hours") return hours(value);
  if (unit === "days") return upToTenths(value);
  if (unit === "share") return percent(value);
  return unit === "count" ? count(value) : hundredths(value);
}

/** The arithmetic with the figure's own numbers, a line each; none where they are not shown. */
export function arithmetic(shown: Explanation): string[] {
  const value = valueText(shown);
  if (isHidden(shown)) return [];
  const words = {
    parts: part(shown, shown.parts),
    part: say(`${shown.figure}_part`),
    wholes: part(shown, shown.wholes),
    whole: say(`${shown.figure}_whole`),
    value,
  };
  switch (shown.method.how) {
    case "sum":
      return [m.how_is_sum({ rows: m.how_rows_count({ count: shown.total }), value })];
    case "per_fte": {
      const { fte, scale } = shown.method;
      if (fte === null) return [m.how_is_per_fte_unknown(words)];
      const filled = { ...words, fte: plain(fte), scale: plain(scale) };
      return [scale === 1 ? m.how_is_per_fte(filled) : m.how_is_per_fte_times(filled)];
    }
    case "ratio": {
      const filled = { ...words, scale: plain(shown.method.scale) };
      return [shown.method.scale === 1 ? m.how_is_ratio(filled) : m.how_is_ratio_times(filled)];
    }
    case "time_when_left": {
      const { left, n, events, low, high } = shown.method;
      const followed = { n: count(n), events: count(events) };
      if (shown.value === null) return [m.how_is_time_none(followed)];
      const ends = { low: withUnit("days", low ?? 0), high: withUnit("days", high ?? 0) };
      const interval = low === null ? [] : [high === null ? m.how_is_time_open(ends) : m.how_is_time_interval(ends)];
      const filled = { ...followed, left: count(left * 100), value };
      const half = left < 0.5 ? m.how_is_time : LIVES.includes(shown.figure) ? m.how_is_lived : m.how_is_time_half;
      return [half(filled), ...interval];
    }
    case "upper_limit": {
      const { centre, average_range: range, ranges } = shown.method;
      if (range === null) return [m.how_is_limit_none()];
      // Rounded as the value is, the sum would not add up for the eye.
      const text = (number: number): string => (unitOf(shown) === "share" ? percent(number) : thousandths(number));
      return [m.how_is_limit({ centre: text(centre), ranges: plain(ranges), range: text(range), value })];
    }
    case "tests": {
      const met = shown.rows.filter((row) => row.note?.code === "met").length;
      return [m.how_is_tests({ met: count(met), all: count(shown.total) })];
    }
  }
}

/** What is missing, in a sentence. Numbers of these are shares, or counts of things and weeks. */
export function missingLine(missing: ExplainMissing): string {
  const isShare = ["partly_recorded", "guessed", "thin"].includes(missing.code);
  const n = missing.number === null ? "" : isShare ? percent(missing.number) : count(missing.number);
  return say(`missing_${missing.code}`, { n }) || m.how_missing_other();
}

/** The heads of the two number columns; no second one where rows are only added or followed. */
export function columnsOf(shown: Explanation): { part: string; whole: string } {
  const { how } = shown.method;
  const two = how === "ratio" || how === "tests";
  return { part: say(`${shown.figure}_part`), whole: two ? say(`${shown.figure}_whole`) : "" };
}

/** What a row is called. */
export function rowTitle(row: ExplainRow): string {
  if (row.kind === "week") return m.how_row_week({ n: row.n ?? 0 });
  return row.kind === "test" ? testName(row.title) : row.title;
}

export function partText(shown: Explanation, row: ExplainRow): string {
  if (row.kind === "test") return testValue(row.title, row.part) || m.not_measured();
  return row.part === null ? "" : part(shown, row.part);
}

export function wholeText(shown: Explanation, row: ExplainRow): string {
  if (row.whole === null) return "";
  return row.kind === "test" ? limitText(row.title, row.whole) : part(shown, row.whole);
}

/** How much of a workaround's hours rests on a clock: all, none, or so much. */
const timedText = (timed: number, all: number): string =>
  timed <= 0 ? m.how_note_all_guessed() : timed >= all ? m.how_note_all_timed() : m.how_note_timed({ a: hours(timed) });

/** Why a row counts as it does. */
export function noteText(row: ExplainRow, today: string): string {
  const note = row.note;
  if (note === null) return "";
  if (note.code === "timed") return timedText(note.numbers[0] ?? 0, row.part ?? 0);
  const [a = "", b = "", c = "", d = "", e = ""] = note.numbers.map(plain);
  const word = note.word ?? "";
  const w =
    note.code === "state"
      ? (stateName[word as RequestState]?.() ?? word)
      : (promiseClockName[word as Clock]?.() ?? word);
  return say(`note_${note.code}`, { a, b, c, d, e, w, day: note.day === null ? "" : dayNear(note.day, today) });
}
