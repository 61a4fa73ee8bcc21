import { describe, expect, test } from "vitest";
import { numberProblem, parseNumber, typedNumber } from "./typed_number";

const REFUSED = Number.NaN;

describe("a typed number", () => {
  test.each([
    // typed,        English,  Spanish of Spain
    ["", null, null],
    ["  ", null, null],
    ["1440", 1440, 1440],
    [" 12 ", 12, 12],
    ["-3", -3, -3],
    ["1.5", 1.5, 1.5],
    ["1,5", 1.5, 1.5],
    ["2,50", 2.5, 2.5],
    ["0.125", 0.125, 0.125],
    ["0,125", 0.125, 0.125],
    ["1440.125", 1440.125, 1440.125],
    ["1440,1251", 1440.1251, 1440.1251],
    // Three digits behind the only sign: the place's own sign begins decimals, the other one could be either.
    ["1.440", 1.44, REFUSED],
    ["1,440", REFUSED, 1.44],
    ["-1,440", REFUSED, -1.44],
    // Two signs, or the same one twice, can be read in one way only.
    ["1,440.5", 1440.5, 1440.5],
    ["1.440,5", 1440.5, 1440.5],
    ["1,234,567", 1_234_567, 1_234_567],
    ["1.234.567,25", 1_234_567.25, 1_234_567.25],
    // No number.
    ["1,44,000", REFUSED, REFUSED],
    ["1.2.3", REFUSED, REFUSED],
    ["1,440,5", REFUSED, REFUSED],
    ["1.440.5", REFUSED, REFUSED],
    [",5", REFUSED, REFUSED],
    ["5.", REFUSED, REFUSED],
    ["five", REFUSED, REFUSED],
    ["1e9", REFUSED, REFUSED],
    ["5 min", REFUSED, REFUSED],
    ["Infinity", REFUSED, REFUSED],
  ])("%j is %j in English and %j in Spanish", (typed, english, spanish) => {
    expect(parseNumber(typed, "en-US")).toEqual(english);
    expect(parseNumber(typed, "es-ES")).toEqual(spanish);
  });

  test("what could be two numbers is refused with both ways out named, not called no number", () => {
    expect(numberProblem("1,440", true, "en-US")).toContain("Write 1440 or 1.44.");
    expect(numberProblem("1.440", true, "es-ES")).toContain("Write 1440 or 1,44.");
    expect(numberProblem("1,440", true, "es-ES")).toBeNull();
    expect(numberProblem("five", true, "en-US")).not.toContain("1440");
    expect(numberProblem("", true, "en-US")).not.toBeNull();
    expect(numberProblem("", false, "en-US")).toBeNull();
  });
});

test("a field starts with exactly the number that is stored, and reads back the same one", () => {
  expect(typedNumber(1440, "en-US")).toBe("1440");
  expect(typedNumber(1440, "es-ES")).toBe("1440");
  expect(typedNumber(0.333, "es-ES")).toBe("0,333");
  expect(typedNumber(1440.125, "en-US")).toBe("1440.125");
  for (const value of [0, 1.125, 0.1 + 0.2, 6.6667, 12.345, 999.999, 1440.125, 100_000.5, 1 / 3]) {
    for (const locale of ["en-US", "en-GB", "es-ES", "es-MX", "es-US"]) {
      expect(parseNumber(typedNumber(value, locale), locale), `${String(value)} in ${locale}`).toBe(value);
    }
  }
});
