import { Remembered } from "./remembered.svelte";

/** A view under a name. */
export interface SavedView<T> {
  name: string;
  shown: T;
}

/** The longest name of a view, in characters: what a chip can show. */
export const LONGEST_NAME = 40;

/**
 * The saved views of a list. They stay on this computer and out of the log: a view is a habit of one desk, not a fact
 * about the clinic, and the log is never edited, so a name tried out once would stand in it for good.
 */
export class SavedViews<T> {
  readonly #kept: Remembered<SavedView<T>[]>;

  constructor(key: string, check: (stored: unknown) => stored is T) {
    const isSaved = (one: unknown): one is SavedView<T> =>
      typeof one === "object" && one !== null && "name" in one && typeof one.name === "string" && "shown" in one && check(one.shown);
    const isAll = (stored: unknown): stored is SavedView<T>[] => Array.isArray(stored) && stored.every(isSaved);
    this.#kept = new Remembered(key, [], isAll);
  }

  /** By name. */
  get all(): readonly SavedView<T>[] {
    return this.#kept.current;
  }
  /** The saved view that shows exactly this, if one does. */
  named(shown: T): SavedView<T> | undefined {
    const wanted = text(shown);
    return this.all.find((view) => text(view.shown) === wanted);
  }
  /** Saves under a name; the same name is the same view, saved anew. */
  save(name: string, shown: T): void {
    const others = this.all.filter((view) => view.name !== name);
    this.#kept.current = [...others, { name, shown }].toSorted((a, b) => a.name.localeCompare(b.name));
  }
  takeOut(name: string): void {
    this.#kept.current = this.all.filter((view) => view.name !== name);
  }
}

/** The same for values that differ only in the order their parts were set. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
