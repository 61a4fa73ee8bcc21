import { expect, test } from "vitest";
import { composed, moved, ofKept, ofPreset, reworded } from "./mapping";

const columns = [
  { name: "Category", samples: [], fields: ["title"] },
  { name: "Symptom", samples: [], fields: ["title"] },
  { name: "Notes", samples: [], fields: [] },
];

test("a column goes into a field beside those that are in it", () => {
  expect(moved(ofPreset("plain"), columns, "Notes", "title").columns).toEqual({
    title: { join: ["Category", "Symptom", "Notes"], with: " / " },
  });
});

test("a column that moves leaves the field it was in to the others", () => {
  expect(moved(ofPreset("plain"), columns, "Category", "area").columns).toEqual({ title: "Symptom", area: "Category" });
});

test("a column left out is out of every field, and a field without columns says so", () => {
  const without = moved(ofPreset("plain"), columns.slice(0, 1), "Category", "");
  expect(without.columns).toEqual({ title: [] });
});

test("several columns of a detail are told apart by their names", () => {
  expect(composed("detail", ["Group", "Priority"])).toEqual({ join: ["Group: {Group}", "Priority: {Priority}"], with: "\n" });
  expect(composed("owner", ["First", "Second"])).toEqual(["First", "Second"]);
});

test("a word left out is kept as nothing", () => {
  const words = reworded(reworded(ofPreset("plain"), "state", "Parked", "triaged"), "state", "Odd", "");
  expect(words.values).toEqual({ state: { Parked: "triaged", Odd: "" } });
});

test("what an older version kept is still a mapping", () => {
  expect(ofKept({ preset: "jira" })).toEqual({ preset: "jira", columns: {}, values: {}, defaults: {} });
  expect(ofKept(null).columns).toEqual({});
});
