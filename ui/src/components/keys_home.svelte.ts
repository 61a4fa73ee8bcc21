import { keysAreTaken } from "../shortcuts/listen.svelte";
import { keysNowhere } from "./focus_lost";

/** What takes the keys when whatever had them is gone; the newest is asked. */
const homes: (() => void)[] = [];

/** Until then whoever closes a dialog or a list gives the keys back: what it holds goes a moment before it does. */
const GIVEN_BACK_WITHIN_FRAMES = 2;

/**
 * Makes a list the place that the keys come back to: a bar that goes with its selection, a button that is pressed once
 * must not take them along. For as long as the calling component lives.
 */
export function useKeysHome(focus: () => void): void {
  $effect(() => {
    homes.push(focus);
    return () => void homes.splice(homes.indexOf(focus), 1);
  });
}

/** Gives the keys to what is no field and no button. */
function stand(element: HTMLElement): void {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/**
 * Where the keys go from an entry of a short list: to itself, where its button alone went with its act; to the entry after or
 * before it where it went, too; to the head of its part where it was the last one.
 */
function placesOf(entry: HTMLElement | null): readonly HTMLElement[] {
  if (entry === null) return [];
  const beside = [entry.nextElementSibling, entry.previousElementSibling];
  const head = entry.closest("section")?.querySelector("h2, h3");
  return [entry, ...beside, head].filter((place) => place instanceof HTMLElement);
}

/**
 * To the entry of a short list, or what stood beside it; to the list of the view; to the head of the card in which they
 * were; where there is none of these, to the head of the view, from which Tab goes on.
 */
function goHome(places: readonly HTMLElement[], card: HTMLElement | null): void {
  if (!keysNowhere() || keysAreTaken()) return;
  const there = places.find((place) => place.isConnected);
  if (there !== undefined) return stand(there);
  homes.at(-1)?.();
  if (!keysNowhere()) return;
  const ofCard = card?.isConnected === true ? card.querySelector<HTMLElement>("h2") : null;
  const head = ofCard ?? document.querySelector<HTMLElement>("main h1");
  if (head !== null) stand(head);
}

/** Runs something after some frames. */
function afterFrames(frames: number, run: () => void): void {
  requestAnimationFrame(() => (frames > 1 ? afterFrames(frames - 1, run) : run()));
}

/** Brings the keys home where nothing has them, once what was asked for is drawn and has had its turn to take them. */
export const bringKeysHome = (): void => afterFrames(GIVEN_BACK_WITHIN_FRAMES, () => goHome([], null));

/**
 * Follows the keys, and brings them home when the element that has them leaves the page: browsers then put them on the
 * page itself, some without a word. A click beside everything is no such thing, and stays where it is. A list is not
 * watched: it stays, and what comes and goes in it as it is scrolled costs nothing here.
 */
export function followKeys(): () => void {
  let last: Element | null = null;
  let places: readonly HTMLElement[] = [];
  let card: HTMLElement | null = null;
  const observer = new MutationObserver(() => {
    if (last === null || last.isConnected) return;
    last = null;
    observer.disconnect();
    const [left, leftCard] = [places, card];
    afterFrames(GIVEN_BACK_WITHIN_FRAMES, () => goHome(left, leftCard));
  });
  const onfocusin = ({ target }: FocusEvent): void => {
    last = target instanceof Element ? target : null;
    places = placesOf(last?.closest<HTMLElement>("li") ?? null);
    // A dialog belongs to the card from which it was opened.
    if (last?.closest("[data-modal]") == null) card = last?.closest<HTMLElement>("section.card") ?? null;
    observer.disconnect();
    if (last !== null && !last.matches('[role="grid"], [role="listbox"]')) observer.observe(document.body, { childList: true, subtree: true });
  };
  addEventListener("focusin", onfocusin);
  return () => {
    removeEventListener("focusin", onfocusin);
    observer.disconnect();
  };
}
