import { SvelteSet } from "svelte/reactivity";

/** Items marked in a list, to be changed together. */
export class Selection {
  readonly ids = new SvelteSet<string>();
  /** Where a range begins. */
  #anchor: string | undefined;

  /** Marks or unmarks one; with `extend` marks everything from the last one on, in the order on screen. */
  toggle(id: string, extend: boolean, order: readonly string[]): void {
    const from = order.indexOf(this.#anchor ?? "");
    const to = order.indexOf(id);
    if (extend && from >= 0 && to >= 0) {
      for (const between of order.slice(Math.min(from, to), Math.max(from, to) + 1)) this.ids.add(between);
    } else if (this.ids.has(id)) this.ids.delete(id);
    else this.ids.add(id);
    this.#anchor = id;
  }

  clear(): void {
    this.ids.clear();
    this.#anchor = undefined;
  }
}
