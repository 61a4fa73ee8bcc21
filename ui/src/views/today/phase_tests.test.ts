import { expect, test } from "vitest";
import type { PhaseTest } from "../../backend/bindings/types";
import { decisive, isAwaited, limitOf, outcome, risenBy, valueOf, whyUnmeasured } from "./phase_tests";

const at = (test: string, value: number | null, limit: number, met: boolean): PhaseTest => ({ test, value, limit, met });

test("the tests that speak for the phase come first, met before unmet, and the calendar never", () => {
  const because = [
    at("late_baseline", 9, 3, true),
    at("entries_ratio", 0.92, 0.6, false),
    at("overdue_share_of_open", 0.1, 0.25, false),
    at("hardened_share", 0.52, 0.5, true),
    at("alarming_series", 2, 2, true),
  ];
  const shown = decisive({ label: "complaints", because });
  expect(shown.map((test) => test.test)).toEqual(["hardened_share", "alarming_series", "overdue_share_of_open"]);
});

test("shares are said in per cent, counts as numbers, the unmeasured as nothing", () => {
  expect(valueOf(at("hardened_share", 0.52, 0.5, true))).toBe("52%");
  expect(limitOf(at("hardened_share", 0.52, 0.5, true))).toBe("50% or more");
  expect(limitOf(at("baseline_weeks", 4, 8, true))).toBe("under 8");
  expect(valueOf(at("voices_on_one_need", 6, 3, true))).toBe("6");
  expect(valueOf(at("entries_ratio", null, 0.6, false))).toBe("");
});

test("what was not measured decides nothing and is not said to be fine", () => {
  const unmeasured = at("low_coverage_weeks", null, 2, false);
  expect(outcome(unmeasured)).toBe("unmeasured");
  const phase = { label: "not_measured", from_week: 60, to_week: 63, alarming: [], because: [unmeasured, at("baseline_weeks", 0, 8, true)] };
  expect(decisive(phase).map((test) => test.test)).toEqual(["baseline_weeks"]);
});

test("where nothing can be told no other test looks like an answer", () => {
  const because = [at("baseline_weeks", 0, 8, true), at("active_workarounds_change", 1, 0, true), at("hardened_share", 0, 0.5, false)];
  const phase = { label: "not_measured", from_week: 1, to_week: 3, alarming: [], because };
  expect(decisive(phase).map((test) => test.test)).toEqual(["baseline_weeks"]);
});

test("a phase that tells nothing waits for its counts; elsewhere a met test is met", () => {
  const weeks = at("baseline_weeks", 0, 8, true);
  const phase = { label: "not_measured", from_week: 60, to_week: 63, alarming: [], because: [weeks] };
  expect(isAwaited(phase, weeks)).toBe(true);
  expect(isAwaited(phase, at("low_coverage_weeks", 3, 3, true))).toBe(false);
  expect(isAwaited({ ...phase, label: "complaints" }, weeks)).toBe(false);
});

test("how far a break rose is said, or why it is not", () => {
  expect(risenBy({ break: "burnout", times_baseline: 2, is_hidden: false })).toBe("Staff burnout 2.0 times its baseline");
  expect(risenBy({ break: "burnout", times_baseline: null, is_hidden: true })).toContain("fewer than 5 people");
  expect(risenBy({ break: "support", times_baseline: null, is_hidden: false })).toContain("baseline of 0");
});

test("a test without a value says what it lacks", () => {
  const lacks = (test: string): string => whyUnmeasured(at(test, null, 1, false));
  expect(lacks("entries_ratio")).toContain("4 whole weeks with the 12 before");
  expect(lacks("low_coverage_weeks")).toBe("Not measured: the weekly pulse is not used.");
  expect(lacks("a_newer_test")).toBe("Not measured");
});
