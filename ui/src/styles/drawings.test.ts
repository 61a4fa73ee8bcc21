import { expect, test } from "vitest";

const files = import.meta.glob<string>("../**/*.svelte", { query: "?raw", import: "default", eager: true });

test("what is drawn has sizes of its own: a length in px would grow twice where people choose a larger size", () => {
  const drawings = Object.entries(files).filter(([, source]) => source.includes("viewBox="));
  expect(drawings.length).toBeGreaterThan(4);
  const grown = drawings.flatMap(([name, source]) =>
    [...source.matchAll(/stroke-(?:width|dasharray): [^;]*px|<text[^>]*font-size="[^"]*px/g)].map(([found]) => `${name}: ${found}`),
  );
  const texts = drawings
    .filter(([, source]) => /<text/.test(source) && /\n {2}text[^{]*\{[^}]*font-size/.test(source))
    .map(([name]) => `${name}: font-size of text`);
  expect([...grown, ...texts]).toEqual([]);
});
