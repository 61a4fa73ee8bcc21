import { backend } from "../backend";
import { nameAt, noNames, offersFor, withOffer, type Names } from "./offers";
import type { Understood } from "./understood.svelte";

/** The names offered while the caret stands in one that is being typed. */
export class Offering {
  #names: Names = $state.raw(noNames);
  #caret = $state(0);
  /** Which of them the arrows went to; -1 where they have not. */
  chosen = $state(-1);
  readonly #typed: Understood;
  readonly #name = $derived.by(() => nameAt(this.#typed.line, this.#caret));
  readonly list = $derived(this.#name === undefined ? [] : offersFor(this.#name, this.#names));
  /** Where in the line that name begins. */
  readonly start = $derived(this.#name?.start);

  constructor(typed: Understood) {
    this.#typed = typed;
  }

  /** Asks what there is: once each time the window comes up, never while somebody types. */
  read(): void {
    backend.call("catalogue", {}).then(
      ({ areas, people }) => (this.#names = { areas, people }),
      () => undefined, // no offer is no obstacle: what is known already is offered, and the program reads what is typed
    );
  }

  /** The caret stands here now. */
  at(caret: number): void {
    if (caret === this.#caret) return;
    this.#caret = caret;
    this.chosen = -1;
  }

  move(by: 1 | -1): void {
    this.chosen = Math.max(-1, Math.min(this.chosen + by, this.list.length - 1));
  }

  /** The line with this offer in it, or with the one that is chosen, or with the first; and where the caret goes. */
  taken(index = Math.max(0, this.chosen)): { line: string; caret: number } | undefined {
    const offer = this.list[index];
    if (this.#name === undefined || offer === undefined) return undefined;
    return withOffer(this.#typed.line, this.#name, offer);
  }
}
