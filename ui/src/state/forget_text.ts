import { forgetTyped } from "./unsaved";

/**
 * Takes a text that was removed from the record out of what this computer's windows remember beside it: the line
 * quick capture kept, what was searched for, forms that were not saved. Whatever holds it is dropped whole.
 */
export function forgetText(text: string): void {
  // Everything holds the empty text: nothing was removed, and nothing is to be forgotten.
  if (text === "") return;
  forgetTyped();
  const written = JSON.stringify(text).slice(1, -1);
  try {
    for (const key of Object.keys(localStorage)) {
      const value = localStorage.getItem(key) ?? "";
      if (value.includes(text) || value.includes(written)) localStorage.removeItem(key);
    }
  } catch {
    // Without storage nothing was kept in it.
  }
}
