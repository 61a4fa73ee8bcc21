import { untrack } from "svelte";

/**
 * Why what a field held was refused: said until something else stands there, and again when its form is sent once more. One for all
 * kinds of fields. Must be created in a component.
 */
export class Refusal {
  readonly #refused: () => string | undefined;
  #changed = $state(false);

  constructor(refused: () => string | undefined) {
    this.#refused = refused;
    // Refused anew, whether or not a form was sent for it: some fields stand in none.
    $effect.pre(() => {
      void refused();
      untrack(() => (this.#changed = false));
    });
  }

  /** What there is to say now. */
  get said(): string | undefined {
    return this.#changed ? undefined : this.#refused();
  }

  /** Something else stands in the field. Whoever attaches `follow` need not say it. */
  changed(): void {
    this.#changed = true;
  }

  /** For the element around the control: hears what is typed or ticked in it, and when its form is sent. */
  readonly follow = (element: HTMLElement): (() => void) => {
    const form = element.closest("form");
    const onchanged = (): void => this.changed();
    const onsent = (): void => void (this.#changed = false);
    element.addEventListener("input", onchanged);
    form?.addEventListener("submit", onsent, true);
    return () => {
      element.removeEventListener("input", onchanged);
      form?.removeEventListener("submit", onsent, true);
    };
  };
}
