import { expect, test } from "vitest";
import type { RequestRow } from "../../backend/bindings/types";
import { groupHead, grouped } from "./groups";

const row = (id: string, group: string): RequestRow => ({ id, group }) as RequestRow;

test("a head stands where the group changes, and nobody's is an alarm", () => {
  const groups = [
    { key: "nobody", name: null, count: 1, late: 0 },
    { key: "vendor", name: null, count: 2, late: 1 },
  ];
  const rows = grouped([row("1", "nobody"), row("2", "vendor"), row("3", "vendor")], groups);
  expect(rows.map((line) => `${line.kind}:${line.id}`)).toEqual([
    "group:nobody",
    "item:1",
    "group:vendor",
    "item:2",
    "item:3",
  ]);
  expect(rows[0]).toMatchObject({ alarm: true });
});

test("an ungrouped list has no heads", () => {
  expect(grouped([row("1", "")], [])).toEqual([{ kind: "item", id: "1", item: row("1", "") }]);
});

test("the head says how many are late where it matters", () => {
  expect(groupHead({ key: "vendor", name: null, count: 9, late: 4 }, "turn")).toBe(
    "Waiting on the vendor: 9, 4 past the first date of their fix",
  );
  expect(groupHead({ key: "waiting_vendor", name: null, count: 2, late: 0 }, "state")).toBe("Waiting on vendor: 2");
  expect(groupHead({ key: "x", name: "Billing", count: 3, late: 0 }, "area")).toBe("Billing: 3");
  expect(groupHead({ key: "", name: null, count: 3, late: 0 }, "owner")).toBe("Nobody: 3");
});
