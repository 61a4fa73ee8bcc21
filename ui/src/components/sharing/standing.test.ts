import { expect, test } from "vitest";
import type { SharingView } from "../../backend/bindings/types";
import { standingOf } from "./standing";

const VIEW: SharingView = {
  sample: false,
  folder: "Clinic share",
  shared_before: false,
  met_at: null,
  waiting: null,
  unreadable: 0,
  coming: null,
  trouble: null,
  desks: [],
};
const said = (view: Partial<SharingView>) => standingOf({ ...VIEW, ...view }, "America/Denver", "2026-11-26")?.said;

test("what is coming is said with how much of it is here, before everything else", () => {
  expect(said({})).toBe("Not exchanged yet");
  expect(said({ coming: { done: 12000, of: 100000 } })).toBe("12,000 of 100,000 entries have come");
  expect(said({ coming: { done: 500, of: 2500 }, waiting: 500 })).toBe("500 of 2,500 entries have come");
  const trouble = { kind: "not_there", since: 1795000000000, message: "" } as const;
  expect(said({ coming: { done: 500, of: 2500 }, trouble })).toBe("500 of 2,500 entries have come");
});

test("nothing is said while sharing is off", () => {
  expect(standingOf({ ...VIEW, folder: null, coming: { done: 1, of: 2 } }, "America/Denver", "2026-11-26")).toBeUndefined();
});
