import { expect, test } from "vitest";
import { wholeSentence } from "./figure_words";

test("a figure that cannot be narrowed says by what", () => {
  expect(wholeSentence(["break"])).toBe("The whole clinic: this figure cannot be narrowed by break.");
  expect(wholeSentence(["area", "break", "site"])).toBe("The whole clinic: this figure cannot be narrowed by area, break and site.");
});
