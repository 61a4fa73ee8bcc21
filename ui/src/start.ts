import { mount, tick, type Component } from "svelte";
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
  // Not on an animation frame: a hidden window draws none, and it stays hidden until this is said.
  void tick().then(() => backend.shell.pageReady());
}
