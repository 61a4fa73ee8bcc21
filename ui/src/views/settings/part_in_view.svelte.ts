import type { SettingsPart } from "../../state/settings_part.svelte";

/** So much of a card has to be seen for it to be where somebody is, in px. */
const SEEN_PX = 40;

/** The card of a part. */
const cardOf = (around: HTMLElement, part: SettingsPart): HTMLElement | null =>
  around.querySelector(`#${part}-head`)?.closest("section") ?? null;

/**
 * Which part of the settings somebody is at: the one they went to or have the keys in, as long as it is seen; else the first
 * one that is. Two stand side by side, so that the place in the page alone does not say it.
 *
 * Must be made in a component.
 */
export class PartInView {
  current: SettingsPart | undefined = $state();
  readonly #around: () => HTMLElement | undefined;
  readonly #parts: () => readonly SettingsPart[];
  #chosen: SettingsPart | undefined;

  constructor(around: () => HTMLElement | undefined, parts: () => readonly SettingsPart[]) {
    this.#around = around;
    this.#parts = parts;
    $effect(() => {
      const cards = around();
      if (cards === undefined) return;
      parts();
      let asked = 0;
      const look = (): void => {
        cancelAnimationFrame(asked);
        asked = requestAnimationFrame(() => this.#look());
      };
      const onfocusin = ({ target }: FocusEvent): void => {
        const card = target instanceof Element ? target.closest("section") : null;
        this.#chosen = this.#parts().find((part) => card !== null && cardOf(cards, part) === card) ?? this.#chosen;
        look();
      };
      const grown = new ResizeObserver(look);
      for (const column of [cards, ...cards.children]) grown.observe(column);
      cards.addEventListener("focusin", onfocusin);
      // What scrolls is the page's body, or in a low window all of it.
      addEventListener("scroll", look, { capture: true, passive: true });
      look();
      return () => {
        cancelAnimationFrame(asked);
        grown.disconnect();
        cards.removeEventListener("focusin", onfocusin);
        removeEventListener("scroll", look, { capture: true });
      };
    });
  }

  #look(): void {
    const cards = this.#around();
    const body = cards?.closest(".body")?.getBoundingClientRect();
    if (cards === undefined || body === undefined) return;
    const [top, bottom] = [Math.max(0, body.top), Math.min(innerHeight, body.bottom)];
    const isSeen = (part: SettingsPart): boolean => {
      const card = cardOf(cards, part)?.getBoundingClientRect();
      return card !== undefined && Math.min(card.bottom, bottom) - Math.max(card.top, top) >= SEEN_PX;
    };
    const chosen = this.#chosen;
    this.current = chosen !== undefined && isSeen(chosen) ? chosen : this.#parts().find(isSeen);
  }
}
