import { Remembered } from "../../state/remembered.svelte";

/** Which areas and people are shown; nothing set is all of them. */
export interface OwnersFilter {
  /** Only areas nobody owns. */
  unowned?: boolean | null;
  /** Only areas and people due to be looked at. */
  due?: boolean | null;
}
const isFilter = (stored: unknown): stored is OwnersFilter =>
  typeof stored === "object" && stored !== null && !Array.isArray(stored);

/** What the map of owners shows; survives a restart. */
class OwnersShown {
  readonly #filter = new Remembered<OwnersFilter>("owners.filter", {}, isFilter);

  get filter(): OwnersFilter {
    return this.#filter.current;
  }
  /** Sets one part; null takes it out. */
  set(part: OwnersFilter): void {
    this.#filter.current = { ...this.filter, ...part };
  }
  /** Shows this part alone. */
  only(part: OwnersFilter): void {
    this.#filter.current = part;
  }
  clear(): void {
    this.#filter.current = {};
  }
}

export const ownersView = new OwnersShown();
