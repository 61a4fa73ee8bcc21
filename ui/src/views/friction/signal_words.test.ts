import { expect, test } from "vitest";
import type { BreakChart } from "../../backend/bindings/types";
import { isSignal, legend, signalValue, spokenWeek, standingLine } from "./signal_words";

const chart = (changes: Partial<BreakChart>): BreakChart => ({
  break: "drift",
  signal: "drift_hours_per_fte",
  chart: null,
  standing: "inside",
  standing_weeks: 0,
  trial_points: null,
  gaps: 0,
  fewest_people: 5,
  withheld: 0,
  last: null,
  weeks: [],
  ...changes,
});

test("the line says where a series stands, on what limits, and what is missing", () => {
  const line = (changes: Partial<BreakChart>): string => standingLine(chart(changes), 12);
  expect(line({ standing: "above_limit", standing_weeks: 4 })).toBe("Above its limit for 4 weeks");
  expect(line({ gaps: 6 })).toBe("Now inside its limits; 6 weeks not measured");
  expect(line({ trial_points: 5 })).toBe("Now inside its limits; trial limits: 5 of 12 weeks");
  expect(line({ standing: "no_limits", gaps: 1 })).toBe("Too few weeks for limits; 1 week not measured");
});

test("nothing is claimed about what was not measured", () => {
  expect(standingLine(chart({ standing: "not_measured", gaps: 40 }), 12)).toBe("No week measured yet");
  const stopped = chart({ standing: "not_measured_now", last: { n: 50, value: 1.2 }, gaps: 13 });
  expect(standingLine(stopped, 12)).toBe("Not measured since week 51; 13 weeks not measured");
  expect(isSignal("not_measured_now") || isSignal("inside") || isSignal("below_limit")).toBe(false);
});

test("what fewer than five people reported is hidden, with the reason", () => {
  const few = chart({ break: "burnout", signal: "wow8", standing: "too_few_people", withheld: 6 });
  expect(standingLine(few, 12)).toBe("Hidden: fewer than 5 people reported; 6 weeks hidden: fewer than 5 people");
  expect(standingLine(chart({ withheld: 1 }), 12)).toBe("Now inside its limits; 1 week hidden: fewer than 5 people");
  const week = { n: 3, from: "2026-04-20", value: null, is_withheld: true, centre: null, lower: null, upper: null, is_signal: false };
  expect(spokenWeek("wow8", week)).toBe("Week 3: hidden, too few people");
  expect(isSignal("too_few_people")).toBe(false);
});

test("a week reads with its value, its signal, or that it is missing", () => {
  const week = { n: 32, from: "2026-04-20", value: 0.26, is_withheld: false, centre: null, lower: null, upper: null, is_signal: true };
  expect(signalValue("unanswered_share", 0.26)).toBe("26%");
  expect(signalValue("wow8", 0.8)).toBe("0.80");
  expect(signalValue("overdue_days_per_10_fte", 43.41)).toBe("43");
  expect(spokenWeek("unanswered_share", week)).toBe("Week 32: 26%, a signal");
  expect(spokenWeek("wow8", { ...week, value: null, is_signal: false })).toBe("Week 32: not measured");
});

test("the legend names only marks that are there", () => {
  const view = { system: null, charts: [], baseline: null, rebased: [], firm_at: 12, as_of: "2026-11-23" };
  expect(legend(view, false)).toBe("Weekly. Solid line: mean. Dashed: limits. Thick between two diamonds: a signal, from its first week to its last. A gap: not measured.");
  const full = { ...view, baseline: { from: 3, to: 10 }, rebased: [{ n: 32, title: "Marlet 9.2" }] };
  expect(legend(full, true)).toBe(
    "Weekly, the whole clinic. Solid line: mean. Dashed: limits, counted afresh from Marlet 9.2 (week 32). " +
      "Shaded: baseline weeks 3 to 10. Thick between two diamonds: a signal, from its first week to its last. A gap: not measured.",
  );
});
