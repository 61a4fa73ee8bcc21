import { expect, test } from "vitest";
import { keepDraft, keptDraft } from "./draft";

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
