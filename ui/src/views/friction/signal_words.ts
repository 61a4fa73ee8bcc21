import type { Break, BreakChart, BreakChartsView, BreakSignal, BreakStanding, BreakWeek } from "../../backend/bindings/types";
import { count, hundredths, percent } from "../../format/number";
import { m } from "../../paraglide/messages.js";

/** What each weekly series counts, with its unit. */
export const signalUnit: Record<BreakSignal, () => string> = {
  drift_hours_per_fte: m.signal_drift_hours_per_fte,
  unanswered_share: m.signal_unanswered_share,
  overdue_days_per_10_fte: m.signal_overdue_days_per_10_fte,
  wow8: m.signal_wow8,
};

/** What would fill a series that has no measured week. */
export const signalFill: Record<Break, () => string> = {
  drift: m.signal_fill_drift,
  reporting: m.signal_fill_reporting,
  support: m.signal_fill_support,
  burnout: m.signal_fill_burnout,
};

/** Standings that a rule of the control chart completed: somebody must look (DOMAIN §5, control charts). */
const SIGNALS: readonly BreakStanding[] = ["above_limit", "two_of_three", "run_above", "rising"];

export const isSignal = (standing: BreakStanding): boolean => SIGNALS.includes(standing);

/** A value of a series as its chart writes it. */
export function signalValue(signal: BreakSignal, value: number): string {
  switch (signal) {
    case "unanswered_share":
      return percent(value);
    case "overdue_days_per_10_fte":
      return count(value);
    case "drift_hours_per_fte":
    case "wow8":
      return hundredths(value);
  }
}

function standingWords(chart: BreakChart): string {
  const weeks = { count: chart.standing_weeks };
  switch (chart.standing) {
    case "not_measured":
      return m.standing_not_measured();
    case "not_measured_now":
      return m.standing_not_measured_now({ n: count((chart.last?.n ?? 0) + 1) });
    case "too_few_people":
      return m.standing_too_few_people({ fewest: count(chart.fewest_people) });
    case "no_limits":
      return m.standing_no_limits();
    case "above_limit":
      return m.standing_above_limit(weeks);
    case "two_of_three":
      return m.standing_two_of_three();
    case "run_above":
      return m.standing_run_above(weeks);
    case "rising":
      return m.standing_rising(weeks);
    case "below_limit":
      return m.standing_below_limit();
    case "inside":
      return m.standing_inside();
  }
}

/** The one line under a chart: where the series stands, on what limits, and what is missing. */
export function standingLine(chart: BreakChart, firmAt: number): string {
  const parts = [standingWords(chart)];
  if (chart.standing === "not_measured") return parts.join("");
  if (chart.trial_points !== null) {
    parts.push(m.trial_limits({ points: count(chart.trial_points), firm: count(firmAt) }));
  }
  if (chart.gaps > 0) parts.push(m.weeks_not_measured({ count: chart.gaps }));
  if (chart.withheld > 0) parts.push(m.weeks_withheld({ count: chart.withheld, fewest: count(chart.fewest_people) }));
  return parts.join("; ");
}

/** A week of a series in a sentence. */
export function spokenWeek(signal: BreakSignal, week: BreakWeek): string {
  const n = count(week.n);
  if (week.value === null) return week.is_withheld ? m.week_withheld({ n }) : m.week_missing({ n });
  const value = signalValue(signal, week.value);
  return week.is_signal ? m.week_signal({ n, value }) : m.week_reads({ n, value });
}

/** What the marks of the charts mean, naming only marks that are there. */
export function legend(view: BreakChartsView, oneArea: boolean): string {
  const changes = view.rebased.map((change) => m.signals_change({ title: change.title, n: count(change.n) })).join(", ");
  const parts = [
    oneArea ? m.signals_legend_clinic() : m.signals_legend(),
    changes === "" ? m.signals_limits() : m.signals_limits_afresh({ changes }),
  ];
  if (view.baseline !== null) {
    parts.push(m.signals_baseline({ from: count(view.baseline.from), to: count(view.baseline.to) }));
  }
  parts.push(m.signals_marks());
  return parts.join(" ");
}
