import { useShortcuts, type Handlers } from "../shortcuts/listen.svelte";
import { SHORTCUTS, type Act } from "../shortcuts/table";
import { keysNowhere } from "./focus_lost";

interface List {
  /** What the list does for an act. */
  handler: (act: Act) => Handlers[Act];
  /** Some row has the keys. */
  seen: () => boolean;
  focus: () => void;
}

/**
 * Keys of a list that are pressed elsewhere. A letter is the list's wherever people are not typing; arrows, Enter and Space
 * belong to whatever has the keys, and to the list only where nothing has. The first such key shows where the keys stand,
 * so that nothing is done to a row nobody looked at; before the rows are read it brings the keys to the list, and the
 * first row has them when it comes. Must be called in a component.
 */
export function listKeysFromElsewhere({ handler, seen, focus }: List): void {
  function pressed(act: Act, event: KeyboardEvent): unknown {
    const run = handler(act);
    const letter = event.key.length === 1 && event.key !== " ";
    if (run === undefined || !(letter || keysNowhere())) return false;
    const ready = seen();
    focus();
    return ready ? run(event) : true;
  }
  const acts = SHORTCUTS.filter((row) => row.place === "list" || row.place === "item");
  useShortcuts(Object.fromEntries(acts.map(({ act }) => [act, (event: KeyboardEvent) => pressed(act, event)])) as Handlers);
}
