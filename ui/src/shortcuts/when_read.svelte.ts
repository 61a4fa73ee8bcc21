import { untrack } from "svelte";
import { beginWait, endWait } from "./held_keys";

/**
 * Does what a key asked for once what it is about is read; at once where it is. What is typed until then is kept for what opens.
 * Must be called in a component.
 *
 * @param read What a key needs; undefined until it is read.
 * @param failed It will not be read: what was asked for is not done, and what was typed behind it is nobody's.
 * @returns Asks for something that says whether it opened a list or a dialog.
 */
export function whenRead<T>(read: () => T | undefined, failed: () => boolean): (run: (value: T) => boolean) => void {
  let wanted: { run: (value: T) => boolean; wait: symbol } | undefined = $state.raw();
  function drop(): void {
    if (wanted !== undefined) endWait(wanted.wait, "nothing");
    wanted = undefined;
  }
  $effect(() => {
    const value = read();
    const hopeless = failed();
    if (wanted === undefined) return;
    const { run, wait } = wanted;
    untrack(() => {
      if (value !== undefined) {
        wanted = undefined;
        endWait(wait, run(value) ? "opens" : "there");
      } else if (hopeless) drop();
    });
  });
  $effect(() => drop);
  return (run) => {
    const value = read();
    if (value !== undefined) {
      run(value);
      return;
    }
    drop();
    wanted = { run, wait: beginWait("all") };
  };
}
