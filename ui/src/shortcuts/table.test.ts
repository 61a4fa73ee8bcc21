import { expect, test } from "vitest";
import { SHORTCUTS, shortcut, type Place } from "./table";

/** Places that are listened to at the same time. */
const TOGETHER: Place[][] = [["anywhere", "views", "list", "item", "triage", "review"], ["list", "item", "board"], ["figure"], ["map"], ["capture"]];

test("every act has exactly one row", () => {
  const acts = SHORTCUTS.map((row) => row.act);
  expect(new Set(acts).size).toBe(acts.length);
  for (const act of acts) expect(shortcut(act).act).toBe(act);
});

test("no key stands for two acts in places that listen together", () => {
  for (const places of TOGETHER) {
    const keys = SHORTCUTS.filter((row) => places.includes(row.place)).flatMap((row) => row.keys);
    expect(keys.length, places.join(", ")).toBe(new Set(keys).size);
  }
});

test("every row has keys and a name", () => {
  for (const row of SHORTCUTS) {
    expect(row.keys.length, row.act).toBeGreaterThan(0);
    expect(row.label(), row.act).not.toBe("");
  }
});
