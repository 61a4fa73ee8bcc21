import { cleanup } from "@testing-library/svelte";
import { afterEach, beforeEach } from "vitest";
import { setLocale } from "../src/paraglide/runtime.js";

// jsdom lays nothing out: these exist in every browser we run in, and stand still here.
globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
} as typeof ResizeObserver;
Element.prototype.scrollIntoView ??= () => undefined;
Element.prototype.scrollTo ??= () => undefined;
globalThis.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
})) as unknown as typeof matchMedia;

beforeEach(() => {
  localStorage.clear();
  void setLocale("en", { reload: false });
});
afterEach(cleanup);
