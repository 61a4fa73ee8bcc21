import { expect, test } from "vitest";
import type { Block } from "../../backend/bindings/types";
import { partsOf } from "./parts";

const terms: Block = { kind: "terms", label: "Sent", rows: [] };
const part = (title: string): Block => ({ kind: "part", title });
const words: Block = { kind: "words", text: "Order" };

test("a part's heading stands with its terms, and with nothing else", () => {
  const blocks = [words, terms, part("A-1"), terms, part("A-2"), terms, words];
  expect(partsOf(blocks).map((one) => one.length)).toEqual([1, 1, 2, 2, 1]);
});
