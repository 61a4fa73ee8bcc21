import { flushSync } from "svelte";
import { afterEach, expect, test, vi } from "vitest";
import { Live } from "./live.svelte";
import { comes } from "./reading";

let stop: () => void = () => undefined;
afterEach(() => stop());
function create<T>(read: () => Promise<T> | null): Live<T> {
  let live: Live<T> | undefined;
  stop = $effect.root(() => {
    live = new Live<T>(["request"], read);
  });
  flushSync();
  return live as unknown as Live<T>;
}

test("what could not be read is read when it is tried again; the sentence about it stands until then", async () => {
  let broken = true;
  const live = create(() => (broken ? Promise.reject(new Error("the drive did not answer")) : Promise.resolve("here")));
  expect([live.reading, comes(live)]).toEqual([true, true]);
  await vi.waitFor(() => expect(live.error?.message).toBe("the drive did not answer"));
  expect([live.reading, live.there, comes(live)]).toEqual([false, false, false]);
  live.again();
  flushSync();
  expect(live.reading).toBe(true);
  await vi.waitFor(() => expect(live.reading).toBe(false));
  expect(live.error).toBeDefined();
  broken = false;
  live.again();
  flushSync();
  await vi.waitFor(() => expect(live.value).toBe("here"));
  expect([live.error, live.reading, live.there]).toEqual([undefined, false, true]);
});

test("where there is nothing to ask, nothing is being read", () => {
  const live = create(() => null);
  expect([live.reading, live.there]).toEqual([false, false]);
});
