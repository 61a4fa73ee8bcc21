import { expect, test } from "vitest";
import { promiseMemory } from "./promise_memory";

const TODAY = "2026-12-03";

test("a promise that slipped says so also where it is not counted late, and names its first date", () => {
  const said = promiseMemory({ first_due: "2026-08-27", latest_due: "2026-12-06", slips: 3, late_days: null }, TODAY);
  expect(said.slipped).toBe("slipped 3 times");
  expect(said.first).toMatch(/^first promised .*27/);
});

test("a promise that never moved has nothing behind it", () => {
  const said = promiseMemory({ first_due: "2026-12-06", latest_due: "2026-12-06", slips: 0, late_days: null }, TODAY);
  expect(said).toEqual({ slipped: undefined, first: undefined });
});

test("a first date that is still to come is not told as missed", () => {
  const said = promiseMemory({ first_due: "2026-12-05", latest_due: "2026-12-20", slips: 1, late_days: null }, TODAY);
  expect(said).toEqual({ slipped: "slipped once", first: undefined });
});
