import { SvelteMap } from "svelte/reactivity";

/**
 * The column each card stands in: the one that read it last. After a move the columns read again one by one; without
 * this a card would stand in the old and the new one until both have.
 */
export class CardPlaces {
  readonly #columns = new SvelteMap<string, string>();

  /** A column read these cards. */
  took(column: string, cards: readonly { id: string }[]): void {
    for (const { id } of cards) this.#columns.set(id, column);
  }
  /** The column the card stands in; undefined while none has read it. */
  of(id: string): string | undefined {
    return this.#columns.get(id);
  }
  /** Whether the card stands in the column: no other one read it since. */
  holds(column: string, id: string): boolean {
    return (this.#columns.get(id) ?? column) === column;
  }
}
