import { expect, test } from "vitest";
import { namesOf } from "./names";

test("more than are named is said", () => {
  expect(namesOf(["Billing", "Check-in", "Inbox"])).toBe("Billing, Check-in and Inbox");
  expect(namesOf(["Billing", "Check-in"], 12)).toBe("Billing, Check-in and 10 more");
  expect(namesOf([], 3)).toBe("");
});
