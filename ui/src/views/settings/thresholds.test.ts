import { expect, test } from "vitest";
import type { Threshold } from "../../backend/bindings/types";
import { number, rangeOf, shown, unitOf } from "./thresholds";

const share: Threshold = {
  name: "thin_coverage",
  value: 0.4,
  usual: 0.5,
  least: 0.05,
  most: 1,
  whole: false,
  unit: "share",
  decides: "figures",
};

test("a share is read and typed in per cent", () => {
  expect(shown(share, share.value)).toBe("40");
  expect(number(share, "62,5")).toBe(0.625);
  expect(rangeOf(share)).toBe("From 5 to 100.");
});

test("what is no number is no threshold", () => {
  expect(number(share, "half")).toBeNaN();
  expect(number(share, " ")).toBeNaN();
});

test("every threshold says what its number counts", () => {
  expect(unitOf(share)).toBe("%");
  expect(unitOf({ name: "replacement_days", unit: "days" })).toBe("days");
  expect(unitOf({ name: "low_coverage_weeks", unit: "weeks" })).toBe("weeks");
  expect(unitOf({ name: "alarm_ratio", unit: "times" })).toBe("times");
  expect(unitOf({ name: "voices_on_one_need", unit: "count" })).toBe("people");
  // A newer program's threshold is shown without one, not by its code.
  expect(unitOf({ name: "of_a_newer_program", unit: "count" })).toBe("");
});
