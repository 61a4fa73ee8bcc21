import { beginWait, endWait } from "./held_keys";

/**
 * Keeps keys that do something with an item until its panel says what it is about; those that go on to another row are not kept.
 * Must be called in a component.
 */
export function keysWaitWhile(panel: () => "coming" | "there" | "failed"): void {
  let one: symbol | undefined;
  function stop(came: "there" | "nothing"): void {
    if (one !== undefined) endWait(one, came);
    one = undefined;
  }
  $effect(() => {
    const now = panel();
    if (now === "coming") one ??= beginWait("acts");
    else stop(now === "there" ? "there" : "nothing");
  });
  // It was closed, or another one is shown, before it had come.
  $effect(() => () => stop("nothing"));
}
