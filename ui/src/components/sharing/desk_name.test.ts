import { expect, test } from "vitest";
import { deskCalled, deskHead, quotedDesk } from "./desk_name";

const desk = (mark: string, name: string | null, here = false) => ({ mark, name, this: here });
const desks = [
  desk("0a1b2c3d", "Front desk", true),
  desk("99887766", "front desk"),
  desk("44332211", "Exam room 2"),
  desk("5bd51712", null),
];

test("a desk is called by its name, by its mark where it has none, and by both where two have one name", () => {
  expect(desks.map(({ mark }) => deskCalled(mark, desks))).toEqual(["“Front desk, 0a1b2c3d”", "“front desk, 99887766”", "“Exam room 2”", "5bd51712"]);
  expect(deskCalled("0eb9a28a", desks)).toBe("0eb9a28a");
  expect(quotedDesk("Front desk")).toBe("“Front desk”");
});

test("at the head of what is said of it, a desk tells whether it is this one", () => {
  expect(desks.map(({ mark }) => deskHead(mark, desks))).toEqual([
    "Front desk, 0a1b2c3d (this desk)",
    "front desk, 99887766",
    "Exam room 2",
    "Desk 5bd51712",
  ]);
  expect(deskHead("5bd51712", [desk("5bd51712", null, true)])).toBe("This desk, 5bd51712");
  expect(deskHead("0eb9a28a", desks)).toBe("Desk 0eb9a28a");
});
