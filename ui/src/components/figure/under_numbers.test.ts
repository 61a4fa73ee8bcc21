import { expect, test } from "vitest";
import { underNumbers } from "./under_numbers";

const MARK = { x: 100, y: 20, width: 16, height: 200 };
/** A number of this width over a column in the middle of `x`, on a line that ends at `end`. */
const number = (x: number, width: number, end: number) => ({ x: x - width / 2, y: end - 14, width, height: 14 });

test("a number that has room in the mark leaves it whole", () => {
  expect(underNumbers(MARK, [number(108, 14, 90)])).toEqual(MARK);
});

test("the mark begins under a number that is wider, its own or a neighbour's", () => {
  expect(underNumbers(MARK, [number(108, 24, 90)])).toEqual({ ...MARK, y: 90, height: 130 });
  expect(underNumbers(MARK, [number(92, 24, 60)])).toEqual({ ...MARK, y: 60, height: 160 });
  expect(underNumbers(MARK, [number(92, 24, 60), number(108, 24, 90)])).toEqual({ ...MARK, y: 90, height: 130 });
});

test("a neighbour's number lower than its own is no reason: there its column stands", () => {
  expect(underNumbers(MARK, [number(108, 24, 90), number(124, 24, 150)])).toEqual({ ...MARK, y: 90, height: 130 });
});

test("what stands above the drawing's area or below its zero line is none of it", () => {
  expect(underNumbers(MARK, [number(108, 60, 18), number(108, 60, 240)])).toEqual(MARK);
});
