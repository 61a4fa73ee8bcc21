import { describe, expect, test } from "vitest";
import type { FieldChange, HistoryEntry } from "../../backend/bindings/types";
import { setLocale } from "../../paraglide/runtime.js";
import { changedLines } from "./changed_lines";

const where = { zone: "UTC", today: "2026-11-26" };
const AT = Date.UTC(2026, 10, 26, 12);

const change = (fields: Partial<FieldChange>): FieldChange => ({
  id: "thing", kind: "request", field: "title", was: null, value: null, made: false, shown_as: "text", ...fields,
});
const entry = (changes: FieldChange[], fields: Partial<HistoryEntry> = {}): HistoryEntry => ({
  op: "op", at: AT, by: "Ana", act: "set", label: null, why: null, changes, ...fields,
});
const lines = (changes: FieldChange[], fields: Partial<HistoryEntry> = {}): string[] =>
  changedLines(entry(changes, fields), "thing", where).map((line) => line.text);

test("how somebody asked again is said by its name, and another way as it was written", () => {
  const channel = (value: string): FieldChange => change({ id: "c", kind: "chase", field: "channel", value, made: true });
  expect(lines([channel("phone")])).toEqual(["How: Phone"]);
  expect(lines([channel("At the desk")])).toEqual(["How: “At the desk”"]);
  setLocale("es", { reload: false });
  expect(lines([channel("phone")])).toEqual(["Cómo: Teléfono"]);
  setLocale("en", { reload: false });
});

describe("a changed field is named with what stood there before and what stands there now", () => {
  const owner = change({ field: "owner", was: "Maria", value: "Sam", shown_as: "name" });
  const title = change({ was: "Recall list", value: "Recall list by date" });
  const state = change({ id: "s", kind: "request_state", field: "state", was: "new", value: "triaged", made: true, shown_as: "word" });
  const due = change({ id: "p", kind: "promise", field: "due_on", was: "2026-12-10", value: "2027-01-04", shown_as: "date" });
  const area = change({ kind: "area", field: "key", was: "Refills", value: "Renewals" });
  const route = change({ kind: "area", field: "route", was: null, value: "nobody", shown_as: "word" });
  const leaves = change({ kind: "person", field: "active_to", value: "2026-12-01", shown_as: "date" });
  const effect = change({ kind: "workaround", field: "safety_patient", was: "unknown", value: "worse", shown_as: "word" });
  const regulation = change({ field: "regulatory", was: "false", value: "true", shown_as: "yes_no" });
  const changes = [owner, title, state, due, area, route, leaves, effect, regulation];

  test("in English", () => {
    expect(lines(changes)).toEqual([
      "Owner: Maria → Sam",
      "Title changed from “Recall list” to “Recall list by date”",
      "State: New → Triaged",
      "Due of the promise: Dec 10 → Jan 4, 2027",
      "Name changed from “Refills” to “Renewals”",
      "Route: empty → Nobody",
      "Here until: empty → Dec 1",
      "Safety, Patient: cannot tell → worse",
      "Regulation: no → yes",
    ]);
  });
  test("in Spanish", () => {
    void setLocale("es", { reload: false });
    expect(lines(changes).slice(0, 3)).toEqual([
      "Responsable: Maria → Sam",
      "Título: cambió de “Recall list” a “Recall list by date”",
      "Estado: Nueva → Clasificada",
    ]);
  });
});

test("nobody, nothing, somebody whose name is not known, and a text taken out for good have words of their own", () => {
  const of = (fields: Partial<FieldChange>): string[] => lines([change(fields)]);
  expect(of({ field: "owner", was: "Sam", shown_as: "name" })).toEqual(["Owner: Sam → nobody"]);
  expect(of({ field: "area", was: "Refills", shown_as: "name" })).toEqual(["Area: Refills → empty"]);
  expect(of({ field: "owner", was: "", value: "Sam", shown_as: "name" })).toEqual(["Owner: not known → Sam"]);
  expect(of({ value: "Call [removed]", made: true })).toEqual(["Title: “Call [removed]”"]);
  void setLocale("es", { reload: false });
  expect(of({ value: "Call [removed]", made: true })).toEqual(["Título: “Call [texto quitado]”"]);
});

test("what the line of the act says already is not said again", () => {
  const made = (fields: Partial<FieldChange>): FieldChange => change({ id: "child", kind: "request_state", made: true, ...fields });
  expect(
    lines(
      [
        made({ field: "state", value: "declined_vendor", was: "triaged", shown_as: "word" }),
        made({ field: "at", value: String(AT - 1000), shown_as: "instant" }),
        made({ field: "by", value: "Ana", shown_as: "name" }),
        made({ field: "reason", value: "Not in the contract" }),
        made({ field: "into", shown_as: "name" }),
        change({ field: "deleted", value: "true", shown_as: "yes_no" }),
        change({ field: "owner", was: "Sam", value: "Sam", shown_as: "name" }),
        made({ kind: "voice", field: "person", value: "Ben", shown_as: "name" }),
      ],
      { why: "Not in the contract" },
    ),
  ).toEqual(["State: Triaged → Declined by vendor"]);
  // Dated back, by somebody else and with another reason: then they are news.
  const other = [
    made({ field: "at", value: String(AT - 3 * 86_400_000), shown_as: "instant" }),
    made({ field: "by", value: "Ben", shown_as: "name" }),
    made({ field: "reason", value: "Asked twice" }),
  ];
  expect(lines(other)).toEqual(["When: Nov 23", "By: Ben", "Reason: “Asked twice”"]);
});

test("a long text is cut between words, and whole where it is asked for", () => {
  const long = "Every morning the schedule is printed.\n".repeat(8).trim();
  const [line] = changedLines(entry([change({ field: "detail", was: "Short", value: long })]), "thing", where);
  expect(line?.text).toBe(
    "Detail changed from “Short” to “Every morning the schedule is printed. Every morning the schedule is printed. Every…”",
  );
  expect(line?.whole).toBe(`Detail changed from “Short” to “${long}”`);
});

test("of what hangs on the thing, an edit says of what it is, and the act that made it does not", () => {
  const source = change({ id: "p", kind: "promise", field: "source", value: "e-mail" });
  expect(lines([source])).toEqual(["Source of the promise: empty → “e-mail”"]);
  expect(lines([{ ...source, made: true }])).toEqual(["Source: “e-mail”"]);
  expect(lines([{ ...source, made: true }], { act: "redaction" })).toEqual(["Source of the promise: “e-mail”"]);
});
