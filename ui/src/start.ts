import { mount, tick, type Component } from "svelte";
import { backend } from "./backend";
import { getLocale } from "./paraglide/runtime.js";
import { appearance } from "./state/appearance.svelte";
import "./styles/app.css";

/** Another window changed the language: what is on the page was worded in the old one. */
const LANGUAGE_KEY = "PARAGLIDE_LOCALE";

/**
 * Puts a window's root component on the page, in the chosen theme, scale and language. `fixedWidth` is the
 * design's width of a window that cannot grow, in px.
 */
export function start(root: Component, fixedWidth?: number): void {
  appearance.start(fixedWidth);
  addEventListener("storage", (event) => {
    if (event.key === LANGUAGE_KEY) location.reload();
  });
  document.documentElement.lang = getLocale();
  const target = document.getElementById("app");
  if (target === null) throw new Error("the page has no #app");
  mount(root, { target });
  // Not on an animation frame: a hidden window draws none, and it stays hidden until this is said.
  void tick().then(() => backend.shell.pageReady(getLocale()));
}
