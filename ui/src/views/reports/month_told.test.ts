import { expect, test } from "vitest";
import type { ReportView } from "../../backend/bindings/types";
import { chartAgain, lastDayTold } from "./month_told";

const months = [
  { n: 1, from: "2026-09-15", partial: false },
  { n: 2, from: "2026-10-15", partial: false },
  { n: 3, from: "2026-11-15", partial: true },
];
const told = (month: number | null): ReportView => ({ document: {} as ReportView["document"], month, months });

test("a month that is over ends on the day before the next one", () => {
  expect(lastDayTold(told(2))).toBe("2026-11-14");
  expect(lastDayTold(told(3))).toBeNull();
  expect(lastDayTold(told(null))).toBeNull();
  expect(lastDayTold(undefined)).toBeNull();
});

test("the chart is asked for again as the review has it", () => {
  const asked = { report: "monthly", system: null, month: null, language: "es" } as const;
  expect(chartAgain(told(2), asked, "s1")).toEqual({
    system: "s1", as_of: "2026-11-14", language: "es", told: false, earlier: false, selected: 2,
  });
  expect(chartAgain(told(3), { ...asked, system: "s2" }, "s1")).toMatchObject({ system: "s2", as_of: null, selected: 3 });
  expect(chartAgain(told(null), asked, "s1")).toBeUndefined();
});
