import { flushSync } from "svelte";
import { beforeEach, expect, test, vi } from "vitest";
import { place } from "../state/place.svelte";
import { performWhenBound, useShortcuts, type Handlers } from "./listen.svelte";

/** A view that comes with its code; the function it gives takes it away. */
function comes(handlers: Handlers): () => void {
  const goes = $effect.root(() => useShortcuts(handlers));
  flushSync();
  return goes;
}
const began = vi.fn();
beforeEach(() => began.mockReset());

test("what was asked for begins as soon as the view that was gone to is there, once", () => {
  performWhenBound("new", "requests");
  place.go("requests");
  comes({ back: () => undefined })();
  expect(began).not.toHaveBeenCalled();
  comes({ new: began })();
  comes({ new: began })();
  expect(began).toHaveBeenCalledOnce();
});

test("it begins in no other view, and not later either, where people went on before it came", () => {
  performWhenBound("new", "requests");
  place.go("requests");
  place.go("owners");
  comes({ new: began })();
  expect(began).not.toHaveBeenCalled();
  place.go("requests");
  comes({ new: began })();
  expect(began).not.toHaveBeenCalled();
});
