import { expect, test } from "vitest";
import type { FieldChange, HistoryEntry } from "../../backend/bindings/types";
import { staffingOn } from "./staffing_now";

let nth = 0;
/** An act on one line of somebody's staffing. */
function entry(id: string, fields: Record<string, string | null>, made = true): HistoryEntry {
  nth += 1;
  const change = ([field, value]: [string, string | null]): FieldChange => ({ id, kind: "fte", field, was: null, value, made, shown_as: "text" });
  return { op: String(nth), at: nth, by: "", act: "set", label: null, why: null, changes: Object.entries(fields).map(change) };
}
const newestFirst = (...entries: HistoryEntry[]): HistoryEntry[] => entries.toReversed();

test("the line that began last, on the day or before it, counts", () => {
  const acts = newestFirst(entry("a", { from: "2026-01-01", fte: "1" }), entry("b", { from: "2026-09-01", fte: "0.8" }), entry("c", { from: "2027-01-01", fte: "0.5" }));
  expect(staffingOn("2026-12-03", acts)).toEqual({ fte: 0.8, from: "2026-09-01" });
  expect(staffingOn("2026-03-01", acts)).toEqual({ fte: 1, from: "2026-01-01" });
  expect(staffingOn("2025-12-31", acts)).toBeUndefined();
});

test("one written down later for an earlier day does not push a newer one aside", () => {
  const acts = newestFirst(entry("b", { from: "2026-09-01", fte: "0.8" }), entry("a", { from: "2026-01-01", fte: "1" }));
  expect(staffingOn("2026-12-03", acts)?.fte).toBe(0.8);
});

test("a correction counts, and what was taken back does not", () => {
  const made = entry("a", { from: "2026-01-01", fte: "1" });
  expect(staffingOn("2026-12-03", newestFirst(made, entry("a", { fte: "0.6" }, false)))?.fte).toBe(0.6);
  expect(staffingOn("2026-12-03", newestFirst(made, entry("a", { deleted: "true" }, false)))).toBeUndefined();
});

test("nobody's staffing is none, and other things in a history are not staffing", () => {
  const other = entry("p", { name: "Dana" });
  for (const change of other.changes) change.kind = "person";
  expect(staffingOn("2026-12-03", [other])).toBeUndefined();
});
