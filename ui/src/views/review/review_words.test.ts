import { expect, test } from "vitest";
import type { ReviewView } from "../../backend/bindings/types";
import { stepSentence } from "./review_words";

const nothing = { ours: 0, vendor: 0, others: 0, verify: 0 };
const month = { n: 18, from: "2026-10-21", last: "2026-11-20", partial: false };
const view = (changes: Partial<ReviewView> = {}): ReviewView => ({
  month,
  cost: { drift: 43.1, reporting: 39.9, support: 28.3, burnout: 24, all: 135.3, timed: 0, per_fte: null, before: 118.5 },
  hardened: 5,
  unowned_areas: [],
  unowned_requests: 0,
  unowned_workarounds: 0,
  waiting: nothing,
  late: 12,
  quiet: 0,
  withdrawn: 0,
  fewer_asks: null,
  reviews_due: [],
  decided: { accepted: 0, declined: 0, verified: 0, changes: 0 },
  ...changes,
});
const on = (today: string) => ({ today, threshold: () => undefined });

test("what is counted as of two days names both, so that no figure stands against another", () => {
  const later = on("2026-12-03");
  expect(stepSentence("cost", view(), later)).toContain("As of Nov 20, 2026, as in the report; Friction counts the month as of today");
  expect(stepSentence("hardened", view(), later)).toContain("As of today, Dec 3; the report counts them as of Nov 20, 2026.");
  expect(stepSentence("late", view(), later)).toBe(
    "12 requests are past the first date promised for their fix. As of today, Dec 3; the report counts them as of Nov 20, 2026.",
  );
  expect(stepSentence("report", view(), later)).toContain("Its figures are as of Nov 20, 2026; what the steps list stands so today, Dec 3.");
});

test("on one day nothing is said of days", () => {
  const single = [
    stepSentence("late", view(), on("2026-11-20")),
    stepSentence("late", view({ month: { ...month, partial: true } }), on("2026-11-03")),
    stepSentence("late", view({ month: null, cost: null }), on("2026-12-03")),
  ];
  expect(new Set(single)).toEqual(new Set(["12 requests are past the first date promised for their fix."]));
});
