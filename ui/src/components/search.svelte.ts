import { backend } from "../backend";
import type { SearchHit } from "../backend/bindings/types";

interface Asking {
  /** What stands in the field. */
  typed: () => string;
  /** Whether anybody sees what is found: else nothing is asked. */
  open: () => boolean;
  /** Hits asked for. */
  limit: number;
}

/**
 * What the record has for the words that are being typed. An answer that comes after other words were typed is left
 * out; where the search fails nothing was found, and what else the list offers still works.
 *
 * Must be made in a component.
 */
export class Search {
  hits: SearchHit[] = $state.raw([]);
  /** What the hits answer: only then is it known that nothing matches. */
  #answered = $state("");
  #asked = 0;
  readonly #typed: () => string;

  constructor({ typed, open, limit }: Asking) {
    this.#typed = () => typed().trim();
    $effect(() => {
      const text = this.#typed();
      const ask = ++this.#asked;
      const answer = (found: SearchHit[], to: string): void => {
        if (ask !== this.#asked) return;
        this.hits = found;
        this.#answered = to;
      };
      if (!open() || text === "") answer([], "");
      else {
        backend.call("search", { text, limit }).then(
          (found) => answer(found, text),
          () => answer([], text),
        );
      }
    });
  }

  /** What is typed is still asked for. */
  get pending(): boolean {
    return this.#typed() !== "" && this.#typed() !== this.#answered;
  }

  /** What is typed was asked for, and the hits are all there is. */
  get answered(): boolean {
    return this.#typed() !== "" && this.#typed() === this.#answered;
  }
}
