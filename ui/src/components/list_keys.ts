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
 * Keys of a list that are pressed elsewhere. A letter is the list's wherever people are not typing; arrows, Enter, Space and
 * what is pressed with Ctrl belong to whatever has the keys, and to the list only where nothing has. The first such key shows where the keys stand,
 * so that nothing is done to a row nobody looked at; before the rows are read it brings the keys to the list, and the
 * first row has them when it comes. Must be called in a component.
 */
export function listKeysFromElsewhere({ handler, seen, focus }: List): void {
  function pressed(run: NonNullable<Handlers[Act]>, event: KeyboardEvent): unknown {
    const letter = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey;
    if (!(letter || keysNowhere())) return false;
    const ready = seen();
    focus();
    return ready ? run(event) : true;
  }
  const acts = SHORTCUTS.filter((row) => row.place === "list" || row.place === "item");
  const handlers: Handlers = {};
  for (const { act } of acts) {
    // Read at each key: what the list does not do now counts as not bound.
    Object.defineProperty(handlers, act, {
      get: () => {
        const run = handler(act);
        return run && ((event: KeyboardEvent) => pressed(run, event));
      },
    });
  }
  useShortcuts(handlers);
}
