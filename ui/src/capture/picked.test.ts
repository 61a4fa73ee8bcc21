import { expect, test } from "vitest";
import type { CaptureToken, TokenKind } from "../backend/bindings/types";
import { leftByPick } from "./picked";

const line = "one inbox 5m x3 @dana !safety ?";
const at = (kind: TokenKind, text: string): CaptureToken => {
  const start = line.indexOf(text);
  return { kind, start, end: start + text.length };
};
const tokens = [at("minutes", "5m"), at("times", "x3"), at("person", "@dana"), at("safety", "!safety"), at("request", "?")];

test("a workaround takes minutes and times, and nothing else", () => {
  expect(leftByPick(line, tokens, "workaround")).toBe("@dana !safety ?");
  expect(leftByPick(line, tokens.slice(0, 2), "workaround")).toBe("");
});

test("a request takes them too, and that it is one: what is written down twice counts twice", () => {
  expect(leftByPick(line, tokens, "request")).toBe("@dana !safety");
});
