import { expect, test } from "vitest";
import { Selection } from "./selection.svelte";

const order = ["a", "b", "c", "d"];

test("Space marks and unmarks one", () => {
  const selection = new Selection();
  selection.toggle("b", false, order);
  selection.toggle("d", false, order);
  selection.toggle("b", false, order);
  expect([...selection.ids]).toEqual(["d"]);
});

test("Shift marks everything between, in either direction", () => {
  const selection = new Selection();
  selection.toggle("c", false, order);
  selection.toggle("a", true, order);
  expect([...selection.ids].sort()).toEqual(["a", "b", "c"]);
});

test("a range whose start is gone marks the one", () => {
  const selection = new Selection();
  selection.toggle("gone", false, order);
  selection.toggle("b", true, order);
  expect(selection.ids.has("b")).toBe(true);
  selection.clear();
  expect(selection.ids.size).toBe(0);
});
