import { fireEvent, render, screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import type { FieldChange, HistoryEntry } from "../../backend/bindings/types";
import HistoryLine from "./HistoryLine.svelte";

vi.mock("../../state/session.svelte", () => ({ useSession: () => ({ zone: "UTC", today: "2026-11-26" }) }));

const field = (name: string, value: string): FieldChange => ({
  id: "thing", kind: "request", field: name, was: null, value, made: false, shown_as: "text",
});
const entry = (changes: FieldChange[]): HistoryEntry => ({
  op: "op", at: Date.UTC(2026, 10, 26, 12), by: "Ana", act: "set", label: { code: "changed", args: ["request", "Recall list"] }, why: null, changes,
});
const shown = (changes: FieldChange[]): void => {
  render(HistoryLine, { entry: entry(changes), of: "thing" });
};

test("three fields stand below what was done, the others and the whole of a long text on demand", async () => {
  const long = "Every morning the schedule is printed. ".repeat(8).trim();
  shown([field("title", "A"), field("detail", long), field("vendor_ref", "B"), field("source_id", "C")]);
  expect(screen.getAllByText(/^Changed “Recall list”/).length).toBe(1);
  expect(screen.getAllByRole("listitem").slice(1)).toHaveLength(3);
  expect(screen.queryByText(`Detail: empty → “${long}”`)).toBeNull();
  const button = screen.getByRole("button", { name: /^1 more detail/ });
  expect(button.getAttribute("aria-expanded")).toBe("false");
  await fireEvent.click(button);
  expect(screen.getAllByRole("listitem").slice(1)).toHaveLength(4);
  expect(screen.getByText(`Detail: empty → “${long}”`)).toBeTruthy();
  await fireEvent.click(screen.getByRole("button", { name: /^Fewer details/ }));
  expect(screen.getAllByRole("listitem").slice(1)).toHaveLength(3);
});

test("what a thing began with is looked up, not read each time", async () => {
  shown([{ ...field("title", "A"), made: true }]);
  expect(screen.queryByText("Title: “A”")).toBeNull();
  await fireEvent.click(screen.getByRole("button", { name: /^1 detail:/ }));
  expect(screen.getByText("Title: “A”")).toBeTruthy();
});

test("fields of several things of one kind are no heap: none stands there until asked for", async () => {
  const source = (id: string): FieldChange => ({ ...field("source", "call"), id, kind: "promise" });
  shown([field("title", "A"), source("one"), source("two")]);
  expect(screen.getAllByRole("listitem")).toHaveLength(1);
  await fireEvent.click(screen.getByRole("button", { name: /^3 details:/ }));
  expect(screen.getAllByRole("listitem").slice(1)).toHaveLength(3);
});

test("fields of one thing that hangs on it stand there", () => {
  const promise = (name: string): FieldChange => ({ ...field(name, "call"), id: "one", kind: "promise" });
  shown([promise("source"), promise("detail"), { ...promise("reason"), id: "other", kind: "chase" }]);
  expect(screen.getAllByRole("listitem").slice(1)).toHaveLength(3);
});

test("an act that changed nothing worth a line has no button", () => {
  shown([{ ...field("deleted", "true"), shown_as: "yes_no" }]);
  expect(screen.queryByRole("button")).toBeNull();
});
