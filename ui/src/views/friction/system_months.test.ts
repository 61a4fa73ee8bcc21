import { expect, test } from "vitest";
import { withoutFurtherMonths } from "./system_months";

test("a month that a system never had is not called unmeasured, one within its months stays so", () => {
  const rows = [["1", "3.0", ""], ["2", "", "4.5"], ["3", "5.0", "month not finished"], ["4", "6.0", ""], ["5", "7.0", ""]];
  expect(withoutFurtherMonths(rows)).toEqual([
    ["1", "3.0", ""], ["2", "", "4.5"], ["3", "5.0", "month not finished"], ["4", "6.0", "no such month"], ["5", "7.0", "no such month"],
  ]);
});
