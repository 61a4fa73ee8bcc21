import { Remembered, oneOf } from "./remembered.svelte";

/** The views. A view that is not built is not in the list; import and the review are reached from others, not from the sidebar. */
export const VIEWS = ["today", "requests", "workarounds", "friction", "owners", "changes", "vendor", "reports", "settings", "import", "review"] as const;
export type View = (typeof VIEWS)[number];

type OpenItems = Partial<Record<View, string>>;
const isOpenItems = (stored: unknown): stored is OpenItems =>
  typeof stored === "object" && stored !== null && Object.values(stored).every((id) => typeof id === "string");

/** Where people are: the view, and in each view the item in the panel. Survives a restart. */
class Place {
  readonly #view = new Remembered<View>("place.view", "today", oneOf(...VIEWS));
  readonly #items = new Remembered<OpenItems>("place.items", {}, isOpenItems);

  /** Where people were before; after a restart that is the first view. */
  #before: View = "today";

  get view(): View {
    return this.#view.current;
  }

  /** The item open in a view, by id. */
  item(view: View): string | undefined {
    return this.#items.current[view];
  }

  go(view: View, item?: string): void {
    if (view !== this.#view.current) this.#before = this.#view.current;
    this.#view.current = view;
    if (item !== undefined) this.open(view, item);
  }

  /** Back to where people came from. */
  leave(): void {
    this.go(this.#before);
  }

  open(view: View, item: string | undefined): void {
    const others = Object.entries(this.#items.current).filter(([of]) => of !== view);
    this.#items.current = Object.fromEntries(item === undefined ? others : [...others, [view, item]]);
  }
}

export const place = new Place();
