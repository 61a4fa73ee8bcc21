import { untrack } from "svelte";
import { roleLine } from "../words";
import { place, type View } from "../state/place.svelte";
import { toasts } from "../state/toasts.svelte";
import { isTyping, keyAlone, pressed } from "./keys";
import { isUntouched } from "./untouched";
import { offered, SHORTCUTS, type Act, type Place } from "./table";

/** What an act does here. Returning `false` lets the key go on to whoever listened before. */
export type Handlers = Partial<Record<Act, (event: KeyboardEvent) => unknown>>;

/** Places asked at window level; figure, map and capture listen on their own element. */
const GLOBAL: readonly Place[] = ["anywhere", "views", "list", "item", "triage", "review"];

const layers: Handlers[] = [];
/** Asked before all others, whatever opened since. */
const over: Handlers[] = [];
const everyone = (): Handlers[] => [...layers, ...over];

/** The acts a key stands for in these places. */
export function actsFor(event: KeyboardEvent, places: readonly Place[]): Act[] {
  const keys = pressed(event);
  const typing = isTyping(event);
  const goesBack = ({ act }: { act: Act }): boolean => (act === "undo" || act === "redo") && isUntouched(event.target);
  return SHORTCUTS.filter(
    (row) =>
      places.includes(row.place) && offered(row) && row.keys.includes(keys) && (!typing || goesBack(row) || (row.whileTyping === true && keys.length > 1)),
  ).map((row) => row.act);
}

/** Runs the first handler that takes the key; says whether one did. */
export function dispatch(event: KeyboardEvent, places: readonly Place[], stack: readonly Handlers[]): boolean {
  const acts = actsFor(event, places);
  for (const handlers of stack.toReversed()) {
    for (const act of acts) {
      const handler = handlers[act];
      if (handler !== undefined && handler(event) !== false) {
        event.preventDefault();
        event.stopPropagation();
        return true;
      }
    }
  }
  return false;
}

/**
 * Whether a dialog or a list has the keys: it marks itself `data-modal`. One that is closing stands on the page for
 * a frame or two more and has given them back already.
 */
export const keysAreTaken = (): boolean => document.querySelector('[data-modal]:not([data-state="closed"])') !== null;

/**
 * Does an act that was chosen by name, in a native menu or in the palette, as its key would; says whether anything here does it. A
 * dialog on top keeps what it holds.
 */
export function perform(name: string): boolean {
  const chosen = SHORTCUTS.find((row) => row.act === name);
  if (chosen === undefined || keysAreTaken()) return false;
  // The system's own menu is the same at every desk.
  if (!offered(chosen)) {
    toasts.show(roleLine());
    return false;
  }
  // A list takes a letter from wherever it is pressed, and tells it from other keys.
  const event = new KeyboardEvent("keydown", { key: keyAlone(chosen.keys[0] ?? "") });
  return everyone().toReversed().some((handlers) => {
    const handler = handlers[chosen.act];
    return handler !== undefined && handler(event) !== false;
  });
}

/** An act that was asked for where nothing does it yet: a view is on its way that will. */
let wanted: { act: Act; view: View } | undefined;

/** Does an act as soon as the view that is gone to next binds it; never, if people go on to another one before. */
export function performWhenBound(act: Act, view: View): void {
  wanted = { act, view };
}

function performWanted(handlers: Handlers): void {
  if (wanted === undefined) return;
  if (place.view !== wanted.view) {
    wanted = undefined;
    return;
  }
  const handler = handlers[wanted.act];
  if (handler !== undefined && handler(new KeyboardEvent("keydown")) !== false) wanted = undefined;
}

/**
 * Binds acts for as long as the calling component lives; the latest binding is asked first. `before` asks it before
 * all others, those of a panel that opens later too; `after` once none of them does the act.
 */
export function useShortcuts(handlers: Handlers, { before = false, after = false } = {}): void {
  const stack = before ? over : layers;
  $effect(() => {
    if (after) stack.unshift(handlers);
    else stack.push(handlers);
    untrack(() => performWanted(handlers));
    return () => {
      stack.splice(stack.indexOf(handlers), 1);
    };
  });
}

/** Of which a key that does nothing would leave people wondering: the keys of a list are its own. */
const TOLD: readonly Place[] = ["anywhere", "views", "item", "map"];

/** A key of which something here does the act, though not at this desk, says so in one line. What nothing does is not told of. */
function sayWhyNot(event: KeyboardEvent): void {
  if (isTyping(event)) return;
  const keys = pressed(event);
  const kept = SHORTCUTS.some(
    (row) => TOLD.includes(row.place) && !offered(row) && row.keys.includes(keys) && everyone().some((handlers) => handlers[row.act] !== undefined),
  );
  if (kept) toasts.show(roleLine());
}

/** Starts listening on the window. A dialog on top keeps its keys. */
export function listen(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || keysAreTaken()) return;
    if (!dispatch(event, GLOBAL, everyone())) sayWhyNot(event);
  };
  addEventListener("keydown", onKey);
  return () => removeEventListener("keydown", onKey);
}
