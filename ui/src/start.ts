import { mount, type Component } from "svelte";
import { backend } from "./backend";
import { getLocale } from "./paraglide/runtime.js";
import { appearance } from "./state/appearance.svelte";
import "./styles/app.css";

/** Puts a window's root component on the page, in the chosen theme, scale and language. */
export function start(root: Component): void {
  appearance.start();
  document.documentElement.lang = getLocale();
  const target = document.getElementById("app");
  if (target === null) throw new Error("the page has no #app");
  mount(root, { target });
  // Two frames: the first lays the page out, the second has painted it.
  requestAnimationFrame(() => requestAnimationFrame(() => void backend.shell.pageReady()));
}
