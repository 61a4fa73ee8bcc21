import { expect, test } from "vitest";
import { rowsAtFirst } from "./rows_shown";

test("a long table begins with ten rows, and one or two more are never left out", () => {
  expect([0, 1, 10, 13, 14, 500].map(rowsAtFirst)).toEqual([0, 1, 10, 13, 10, 10]);
});
