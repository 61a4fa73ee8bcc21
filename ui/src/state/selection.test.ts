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

test("steps with Shift mark what they go over; a step back unmarks what they marked, and nothing else", () => {
  const selection = new Selection();
  selection.toggle("a", false, order);
  selection.extend("b", "c", order);
  selection.extend("c", "d", order);
  expect([...selection.ids].sort()).toEqual(["a", "b", "c", "d"]);
  selection.extend("d", "c", order);
  expect([...selection.ids].sort()).toEqual(["a", "b", "c"]);
  selection.extend("c", "b", order);
  selection.extend("b", "a", order);
  expect([...selection.ids].sort()).toEqual(["a", "b"]);
  selection.extend("a", "b", order);
  expect([...selection.ids].sort()).toEqual(["a", "b"]);
});

test("after the keys went on without Shift a range begins anew", () => {
  const selection = new Selection();
  selection.extend("a", "b", order);
  selection.extend("d", "c", order);
  selection.extend("c", "d", order);
  expect([...selection.ids].sort()).toEqual(["a", "b", "d"]);
});

test("at the end of a list a step marks the row that has the keys", () => {
  const selection = new Selection();
  selection.extend("d", "d", order);
  expect([...selection.ids]).toEqual(["d"]);
});
