import { expect, test } from "vitest";
import { readHolidays, readWeek, writeHolidays, writeWeek, wrong } from "./opening_hours";

const WEEK = '[["08:00-12:00","13:00-17:00"],["08:00-17:00"],[],[],["08:00-17:00"],["22:00-24:00"],[]]';

test("what the record keeps comes back as it was", () => {
  expect(writeWeek(readWeek(WEEK))).toBe(WEEK);
  expect(writeHolidays(readHolidays('["2026-12-25","2026-01-01"]'))).toBe('["2026-01-01","2026-12-25"]');
});

test("closing at midnight is 24:00 in the record and 00:00 in the field", () => {
  expect(readWeek(WEEK)[5]).toEqual([{ from: "22:00", to: "00:00" }]);
});

test("a clinic that is never open has said nothing", () => {
  expect(writeWeek(readWeek(null))).toBeNull();
  expect(writeHolidays([])).toBeNull();
});

test("text that is no list of seven days is an empty week", () => {
  for (const text of ["", "{", "[]", '[["08:00-17:00"]]', "7"]) {
    expect(readWeek(text)).toEqual([[], [], [], [], [], [], []]);
  }
});

test("hours that cannot be are told apart", () => {
  expect(wrong([{ from: "08:00", to: "17:00" }])).toBeNull();
  expect(wrong([{ from: "08:00", to: "" }])).toEqual({ why: "incomplete", span: 0, at: "to" });
  expect(wrong([{ from: "08:00", to: "12:00" }, { from: "", to: "17:00" }])).toEqual({ why: "incomplete", span: 1, at: "from" });
  expect(wrong([{ from: "17:00", to: "08:00" }])).toEqual({ why: "order", span: 0, at: "to" });
  expect(wrong([{ from: "13:00", to: "17:00" }, { from: "08:00", to: "13:00" }])).toBeNull();
  expect(wrong([{ from: "12:00", to: "17:00" }, { from: "08:00", to: "13:00" }])).toEqual({ why: "overlap", span: 0, at: "from" });
  expect(wrong([{ from: "22:00", to: "00:00" }])).toBeNull();
});
