import { SvelteSet } from "svelte/reactivity";
import { between, stepped, type Range } from "./range";

/** Items marked in a list, to be changed together. */
export class Selection {
  readonly ids = new SvelteSet<string>();
  /** Where a range begins. */
  #anchor: string | undefined;
  /** The range that was last drawn step by step: going back in it unmarks what it marked. */
  #range: Range | undefined;

  /** Marks or unmarks one; with `extend` marks everything from the last one on, in the order on screen. */
  toggle(id: string, extend: boolean, order: readonly string[]): void {
    const all = extend && this.#anchor !== undefined ? between(order, this.#anchor, id) : undefined;
    if (all !== undefined) this.add(all);
    else if (this.ids.has(id)) this.ids.delete(id);
    else this.ids.add(id);
    this.#anchor = id;
    this.#range = undefined;
  }

  /** One step of the keys from a row to the next, marking both; a step back unmarks what the steps before marked. */
  extend(from: string, to: string, order: readonly string[]): void {
    const { range, holds, lets } = stepped(this.#range, { from, to, order, marked: this.ids });
    this.drop(lets);
    this.add(holds);
    this.#anchor = to;
    this.#range = range;
  }

  /** Marks all of them beside what is marked. */
  add(ids: Iterable<string>): void {
    for (const id of ids) this.ids.add(id);
  }

  /** They are not there any more. */
  drop(ids: Iterable<string>): void {
    for (const id of ids) this.ids.delete(id);
  }

  clear(): void {
    this.ids.clear();
    this.#anchor = undefined;
    this.#range = undefined;
  }
}
