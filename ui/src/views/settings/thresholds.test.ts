import { expect, test } from "vitest";
import type { Threshold } from "../../backend/bindings/types";
import { number, rangeOf, shown } from "./thresholds";

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
  expect(rangeOf(share)).toBe("5 to 100. Usual: 50.");
});

test("what is no number is no threshold", () => {
  expect(number(share, "half")).toBeNaN();
  expect(number(share, " ")).toBeNaN();
});
