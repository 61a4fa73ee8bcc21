import { expect, test } from "vitest";
import { changedFields, onScreen } from "./changed_fields";
import { matching } from "./matching";

const people = ["Office manager", "Dr. A.", "Nurse lead", "Front desk lead", "José"].map((label) => ({ label }));
const found = (query: string): string[] => matching(people, query).map((person) => person.label);

test("every typed word has to be there, in any order", () => {
  expect(found("lead desk")).toEqual(["Front desk lead"]);
  expect(found("lead")).toEqual(["Nurse lead", "Front desk lead"]);
  expect(found("nobody")).toEqual([]);
  expect(found("  ")).toHaveLength(people.length);
});

test("accents and case do not hide a name", () => {
  expect(found("jose")).toEqual(["José"]);
});

test("what begins with the text comes first", () => {
  expect(matching([{ label: "Results, lab" }, { label: "Lab results" }], "lab")[0]?.label).toBe("Lab results");
});

test("a form sends only what changed", () => {
  const before = { title: "A", owner: { ref: "1" }, safety: false, route: null };
  expect(changedFields(before, { ...before })).toEqual({});
  expect(changedFields(before, { ...before, owner: null })).toEqual({ owner: null });
  expect(changedFields(before, { ...before, owner: { ref: "2" }, safety: true })).toEqual({
    owner: { ref: "2" },
    safety: true,
  });
});

test("a new thing sends what it has, and no empty fields", () => {
  expect(changedFields({}, { title: "A", detail: null, safety: false })).toEqual({ title: "A" });
});

test("a form tells what its changed fields held when it opened", () => {
  expect(onScreen({ title: "A", safety: false }, { title: "B", owner: null })).toEqual({ title: "A", owner: null });
});
