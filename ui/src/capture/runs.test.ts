import { expect, test } from "vitest";
import { runs, without } from "./runs";

const nothing = { tokens: [], problems: [], findings: [] };

test("a line without tokens is one run of text", () => {
  expect(runs("refill twice", nothing)).toEqual([{ text: "refill twice", look: "text" }]);
});

test("tokens are lit where the border says they stand", () => {
  const line = "refill 5m #refills";
  const tokens = [
    { start: 7, end: 9 },
    { start: 10, end: 18 },
  ];
  expect(runs(line, { ...nothing, tokens })).toEqual([
    { text: "refill ", look: "text" },
    { text: "5m", look: "token" },
    { text: " ", look: "text" },
    { text: "#refills", look: "token" },
  ]);
});

test("a token that names what will be made looks like one and is told apart", () => {
  const tokens = [
    { start: 7, end: 9 },
    { start: 10, end: 14 },
  ];
  const cut = runs("refill 5m #new", { ...nothing, tokens, made: tokens.slice(1) });
  expect(cut.map(({ look }) => look)).toEqual(["text", "token", "text", "made"]);
});

test("two tokens that touch stay two runs", () => {
  const tokens = [
    { start: 0, end: 2 },
    { start: 2, end: 4 },
  ];
  expect(runs("5mx3", { ...nothing, tokens }).map((run) => run.text)).toEqual(["5m", "x3"]);
});

test("a blocked stretch is marked over a token", () => {
  const lit = { ...nothing, tokens: [{ start: 0, end: 11 }], findings: [{ start: 0, end: 11, level: "block" as const }] };
  expect(runs("000-00-0000", lit)).toEqual([{ text: "000-00-0000", look: "bad" }]);
});

test("what was typed since is plain text, and spans past the end are clipped", () => {
  expect(runs("ab", { ...nothing, tokens: [{ start: 1, end: 9 }] })).toEqual([
    { text: "a", look: "text" },
    { text: "b", look: "token" },
  ]);
});

test("the runs put together are always the line", () => {
  const line = "a 5m b #c !safety ?";
  const lit = { tokens: [{ start: 2, end: 4 }], problems: [{ start: 7, end: 9 }], findings: [] };
  expect(runs(line, lit).map((run) => run.text).join("")).toBe(line);
  expect(runs("", lit)).toEqual([]);
});

test("taking stretches out leaves no double spaces", () => {
  expect(without("for SSN 000-00-0000 now", [{ start: 4, end: 19 }])).toBe("for now");
  expect(without("a b c", [{ start: 0, end: 1 }, { start: 4, end: 5 }])).toBe("b");
});
