import { expect, test } from "vitest";
import { keysAfter, movedAway } from "./keys_in_place";
import type { TableRow } from "./table_row";

/** `g:` begins a group, all else is an item. */
const list = (...names: string[]): TableRow<null>[] =>
  names.map((name) => (name.startsWith("g:") ? { kind: "group", id: name } : { kind: "item", id: name, item: null }));

test("a row that went into another group takes the keys along, and is brought into view", () => {
  const before = list("g:nobody", "a", "b", "c", "g:ours", "d");
  const after = list("g:nobody", "a", "c", "g:ours", "b", "d");
  expect([keysAfter(before, after, "b"), movedAway(before, after, "b")]).toEqual(["b", true]);
  expect(keysAfter(list("g:nobody", "a", "g:ours", "d"), list("g:ours", "a", "d"), "a")).toBe("a");
  expect(keysAfter(list("g:nobody", "a", "g:ours", "c", "d"), list("g:nobody", "a", "d", "g:ours", "c"), "d")).toBe("d");
});

test("a row that left the list leaves them to its neighbour", () => {
  expect(keysAfter(list("a", "b", "c"), list("a", "c"), "b")).toBe("c");
  expect(keysAfter(list("a", "b", "c"), list("a", "b"), "c")).toBe("b");
  expect(keysAfter(list("a", "b", "c"), list("b", "c"), "a")).toBe("b");
});

test("a row that stays in its group keeps them wherever it moved", () => {
  expect(keysAfter(list("g:ours", "a", "b", "c"), list("g:ours", "b", "c", "a"), "a")).toBe("a");
  expect(keysAfter(list("a", "b", "c"), list("c", "b", "a"), "a")).toBe("a");
});

test("another grouping or filter is no act: the row keeps them", () => {
  const before = list("g:nobody", "a", "b", "g:ours", "c");
  const grouped = list("g:Maria", "c", "b", "g:Tomas", "a");
  expect([keysAfter(before, grouped, "a"), movedAway(before, grouped, "a")]).toEqual(["a", false]);
  expect(keysAfter(list("a", "b", "c", "d"), list("d"), "b")).toBe("b");
  expect(keysAfter(before, [], "b")).toBe("b");
});

test("rows that went together leave the keys to the one that stood below them all", () => {
  const before = list("g:ours", "a", "b", "c", "d", "e");
  expect(keysAfter(before, list("g:ours", "a", "d", "e"), "c", ["b", "c"])).toBe("d");
  expect(keysAfter(before, list("g:ours", "a", "d", "e"), "b", ["b", "c"])).toBe("d");
  expect(keysAfter(before, list("g:ours", "a", "c"), "e", ["b", "d", "e"])).toBe("c");
  expect(keysAfter(before, list("g:ours", "e"), "c", ["b", "c"]), "a filter took more").toBe("c");
});
