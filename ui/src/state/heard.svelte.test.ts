import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Heard } from "./heard.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what changes with each letter is said once it rests, and not once it is gone", () => {
  let made = $state("");
  let heard: Heard | undefined;
  const stop = $effect.root(() => {
    heard = new Heard(() => made);
  });
  const type = (text: string, restMs: number): string | undefined => {
    made = text;
    flushSync();
    vi.advanceTimersByTime(restMs);
    return heard?.text;
  };
  flushSync();
  expect(type("Nov 1", 600)).toBe("");
  expect(type("Nov 11", 600)).toBe("");
  expect(type("Nov 11, 2026", 700)).toBe("Nov 11, 2026");
  expect(type("Nov 12, 2026", 0), "what was said is not true any more").toBe("");
  stop();
  vi.advanceTimersByTime(700);
  expect(heard?.text).toBe("");
});
