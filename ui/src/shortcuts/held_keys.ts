import { tick } from "svelte";
import { isTyping } from "./keys";
import { actsFor, keysAreTaken } from "./listen.svelte";

/**
 * Keys that are typed while what a key asked for is still read. They are meant for what opens, so they wait and are handed to it
 * in their order: to the page behind they would be acts on a row that nobody meant.
 */

/** What is on its way, and which keys wait for it: all of them, or what is done with an item, and whatever is typed behind that. */
const waiting = new Map<symbol, "all" | "acts">();
let held: KeyboardEvent[] = [];
/** What was held is being handed on: what is typed meanwhile comes after it. */
let handing = false;
/** How the wait ended that what is held now is handed on for: something opens and takes the keys by itself, or is there. */
let came: "opens" | "there" | undefined;
/** Keys that are handed on, and not held again. */
const given = new WeakSet<Event>();

/** Frames in which a list or a dialog that was asked for is there. */
const OPENS_WITHIN_FRAMES = 6;
/** Named keys that can be handed on. Tab and what the browser does by itself cannot. */
const HANDED_ON: ReadonlySet<string> = new Set(["Enter", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]);
const ALONE: ReadonlySet<string> = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"]);

const isLetter = ({ key }: KeyboardEvent): boolean => key.length === 1;
const asks = (event: KeyboardEvent): boolean => actsFor(event, ["item"]).length > 0;

/** Whoever goes on to something else means nothing of it any more. */
function letGo(): void {
  waiting.clear();
  held = [];
}

/** Whether this key waits. */
function waits(event: KeyboardEvent): boolean {
  if (handing) return true;
  if (waiting.size === 0 || isTyping(event) || keysAreTaken()) return false;
  return held.length > 0 || [...waiting.values()].includes("all") || asks(event);
}

function onkeydown(event: KeyboardEvent): void {
  if ((waiting.size === 0 && !handing) || given.has(event) || event.isComposing || ALONE.has(event.key) || !waits(event)) return;
  const combined = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
  if (event.key === "Backspace" && !combined && held.at(-1) !== undefined) {
    held.pop();
  } else if (combined || !(isLetter(event) || HANDED_ON.has(event.key))) {
    letGo();
    return;
  } else if (!event.repeat) {
    held.push(event);
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}

const frame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => done()));

/** Whether what was asked for has the keys: it is waited for until it is drawn and has had its turn to take them. */
async function opened(): Promise<boolean> {
  await tick();
  for (let frames = 0; frames < OPENS_WITHIN_FRAMES && !keysAreTaken() && waiting.size === 0; frames += 1) await frame();
  await frame();
  return keysAreTaken();
}

/** Does with a key what it would have done where the keys stand now. */
function give({ key, code, shiftKey }: KeyboardEvent): void {
  const event = new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true });
  given.add(event);
  const field = document.activeElement ?? document.body;
  if (!field.dispatchEvent(event) || key.length !== 1) return;
  const takesText = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === "text");
  if (!takesText || field.readOnly || (field.maxLength >= 0 && field.value.length >= field.maxLength)) return;
  field.setRangeText(key, field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: key }));
}

/** Hands on what was held, key by key. */
async function handOn(): Promise<void> {
  if (handing) return;
  handing = true;
  while (came !== undefined) {
    const expected = came === "opens";
    came = undefined;
    if (!expected) await tick();
    // What was refused, or opened nothing, leaves what was typed for it to nobody. What ended a wait meanwhile is waited for anew.
    else if (!(await opened()) && waiting.size === 0 && came === undefined) held = [];
    if (came !== undefined) continue;
    // A key that was handed on asked for something that is still read.
    const next = waiting.size > 0 ? undefined : held.shift();
    if (next === undefined) break;
    came = !keysAreTaken() && asks(next) ? "opens" : "there";
    give(next);
  }
  handing = false;
}

/** Begins a wait: what is typed until it ends is kept, or of what is pressed first only what does something with an item. */
export function beginWait(which: "all" | "acts"): symbol {
  const one = Symbol(which);
  waiting.set(one, which);
  return one;
}

/** Ends one wait: what was asked for opens, is there, or does not come. */
export function endWait(one: symbol, how: "opens" | "there" | "nothing"): void {
  if (!waiting.delete(one)) return;
  if (how === "nothing") held = [];
  else {
    came = how;
    void handOn();
  }
}

/** Keeps what is typed while something is read for a key, for the list or dialog that opens with it where it does. */
export async function keysWaitFor<T>(reading: Promise<T>, opens: (found: T) => boolean = () => true): Promise<T> {
  const one = beginWait("all");
  try {
    const found = await reading;
    endWait(one, opens(found) ? "opens" : "nothing");
    return found;
  } catch (thrown) {
    endWait(one, "nothing");
    throw thrown;
  }
}

/** Starts holding keys, before anything else hears them. */
export function holdKeys(): () => void {
  addEventListener("keydown", onkeydown, { capture: true });
  addEventListener("pointerdown", letGo, { capture: true });
  return () => {
    removeEventListener("keydown", onkeydown, { capture: true });
    removeEventListener("pointerdown", letGo, { capture: true });
    letGo();
  };
}
