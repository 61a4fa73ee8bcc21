import { untrack } from "svelte";

/**
 * Which request of the inbox triage shows, and which comes after it. The one that is shown stays while the inbox is
 * sorted anew under it, until somebody goes on or it is no longer there: a key never meets another request than the
 * one on the screen. What comes next is what stood after it when it was taken up.
 */
export class TriageQueue {
  #shown: string | undefined = $state();
  /** The inbox as it stood when the shown one was taken up. */
  #order: readonly string[] = [];
  /** On their way out of the inbox, by an act that is not answered yet or not seen in the list. */
  #leaving: readonly string[] = $state.raw([]);
  readonly #rows: () => readonly { id: string }[];

  /** The request that is shown, by id; undefined where none is left. */
  readonly current: string | undefined = $derived.by(() => this.#current());
  readonly #whole: () => boolean;

  /**
   * `rows` gives the inbox as far as it was read, `whole` whether that is all of it. Must be created in a component.
   */
  constructor(rows: () => readonly { id: string }[], whole: () => boolean) {
    this.#rows = rows;
    this.#whole = whole;
    $effect(() => {
      const all = rows();
      const { current } = this;
      untrack(() => {
        if (current !== this.#shown) this.take(current);
        const left = this.#leaving.filter((gone) => all.some(({ id }) => id === gone));
        if (left.length < this.#leaving.length) this.#leaving = left;
      });
    });
  }

  /** Shows this one. */
  take(id: string | undefined): void {
    this.#order = this.#rows().map((row) => row.id);
    this.#shown = id;
  }

  /** Goes on from this one, where it is still the one that is shown. The last one stays. */
  pass(id: string): void {
    if (this.current === id) this.take(this.#after(id) ?? id);
  }

  /**
   * Goes on at once from this one, which `write` takes out of the inbox: the next key is the next one's. Where the
   * write is refused (null) it stands in the queue again.
   */
  async leave(id: string, write: Promise<unknown>): Promise<void> {
    this.pass(id);
    this.#leaving = [...this.#leaving, id];
    if ((await write) === null) this.#leaving = this.#leaving.filter((other) => other !== id);
  }

  #current(): string | undefined {
    const shown = this.#shown;
    const rows = this.#rows();
    if (shown === undefined) return rows.find(({ id }) => !this.#leaving.includes(id))?.id;
    const here = !this.#whole() || rows.some(({ id }) => id === shown);
    return here && !this.#leaving.includes(shown) ? shown : this.#after(shown);
  }

  #after(id: string): string | undefined {
    const rest = this.#rows().filter((row) => row.id !== id && !this.#leaving.includes(row.id));
    const at = this.#order.indexOf(id);
    const isHere = (other: string): boolean => rest.some((row) => row.id === other);
    return this.#order.slice(at + 1).find(isHere) ?? this.#order.slice(0, Math.max(at, 0)).findLast(isHere) ?? rest[0]?.id;
  }
}
