import { expect, test } from "vitest";
import { timedWords } from "./timed_words";

test("a rest of nothing is not spoken of", () => {
  expect(timedWords(0.34)).toBe("34% timed, the rest guessed.");
  expect(timedWords(1)).toBe("All of it timed.");
  expect(timedWords(0.004)).toBe("All of it guessed.");
});
