import { expect, test } from "vitest";
import { draftDropped, keepDraft, keptDraft } from "./draft";

test("a draft outlives the window", () => {
  keepDraft("refill in the wrong inbox", false);
  expect(keptDraft()).toBe("refill in the wrong inbox");
  keepDraft("", false);
  expect(keptDraft()).toBe("");
});

test("a line blocked as patient data is written nowhere, and what was kept before goes", () => {
  keepDraft("refill for", false);
  keepDraft("refill for 000-00-0000", true);
  expect(JSON.stringify(localStorage)).not.toContain("000-00-0000");
  expect(keptDraft()).toBe("");
});

test("a line leaves the field when another window dropped just that line, and for nothing else", () => {
  const event = (key: string, oldValue: string, newValue: string | null): StorageEvent =>
    new StorageEvent("storage", { key, oldValue, newValue });
  expect(draftDropped(event("capture.draft", "Zed Quill waits", null), "Zed Quill waits")).toBe(true);
  expect(draftDropped(event("capture.draft", "Zed Quill waits", null), "Zed Quill waits, typed on")).toBe(false);
  expect(draftDropped(event("capture.draft", "Zed Quill waits", "fax"), "Zed Quill waits")).toBe(false);
  expect(draftDropped(event("appearance", "Zed Quill waits", null), "Zed Quill waits")).toBe(false);
});
