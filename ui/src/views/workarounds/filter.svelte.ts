import type { Standing, WorkaroundFilter, WorkaroundSort } from "../../backend/bindings/types";
import { SavedViews } from "../../state/saved_views.svelte";
import { Remembered, oneOf } from "../../state/remembered.svelte";

/** Everything that decides what the view shows: what a saved view holds. */
export interface Shown {
  filter: WorkaroundFilter;
  sort: WorkaroundSort;
}

const isFilter = (stored: unknown): stored is WorkaroundFilter =>
  typeof stored === "object" && stored !== null && !Array.isArray(stored);
const isSort = oneOf<WorkaroundSort>("hours", "in_use", "title", "key");

/** Whether a stored value can be shown: an older version may have written it. */
export const isShown = (stored: unknown): stored is Shown =>
  typeof stored === "object" && stored !== null && "filter" in stored && isFilter(stored.filter) && "sort" in stored && isSort(stored.sort);

/** What the workaround list shows; survives a restart. */
class WorkaroundView {
  readonly #filter = new Remembered<WorkaroundFilter>("workarounds.filter", { standing: "open" }, isFilter);

  readonly #sort = new Remembered<WorkaroundSort>("workarounds.sort", "hours", isSort);

  get sort(): WorkaroundSort {
    return this.#sort.current;
  }
  set sort(sort: WorkaroundSort) {
    this.#sort.current = sort;
  }
  /** All of it, for a saved view. */
  get shown(): Shown {
    return { filter: this.filter, sort: this.sort };
  }
  show(shown: Shown): void {
    this.#filter.current = shown.filter;
    this.sort = shown.sort;
  }
  get filter(): WorkaroundFilter {
    return this.#filter.current;
  }
  get standing(): Standing {
    return this.filter.standing ?? "open";
  }
  /** Whether anything but those in use was asked for. */
  get narrowed(): boolean {
    return Object.entries(this.filter).some(([name, part]) => name !== "standing" && part !== undefined && part !== null);
  }

  /** Sets one part; null takes it out. */
  set(part: Partial<WorkaroundFilter>): void {
    const next = { ...this.filter, ...part };
    this.#filter.current = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null));
  }
  clear(): void {
    this.#filter.current = { standing: "open" };
  }
}

export const workaroundView = new WorkaroundView();

/** What was saved of it under names. */
export const workaroundViews = new SavedViews("workarounds.views", isShown);
