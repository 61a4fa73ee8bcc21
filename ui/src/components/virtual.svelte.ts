import {
  Virtualizer,
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type Range,
  type VirtualItem,
} from "@tanstack/virtual-core";
import { Elements, type Drawn } from "./elements";

interface Rows {
  count: number;
  /** Height of a row in px on screen. */
  height: (index: number) => number;
  key: (index: number) => string | number;
  /** Height in px on screen of what stays over the rows while they scroll: it takes that much of the window from them. */
  head?: number;
}

/** Rows drawn above and below what is visible, so that a fast key never outruns the drawing. */
const OVERSCAN = 10;
/** What is drawn before the first measurement, and in tests without layout. */
const INITIAL = { width: 800, height: 900 };

/** TanStack Virtual as Svelte state: which rows to draw, and where. Must be created in a component. */
export class VirtualRows {
  items: VirtualItem[] = $state.raw([]);
  /**
   * The same rows with the elements they are drawn in, from the top. An element whose row has scrolled away draws one
   * that comes: to change what it says costs a fraction of making another one.
   */
  drawn: Drawn[] = $state.raw([]);
  totalPx = $state(0);
  #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  readonly #elements = new Elements();
  /** The most rows drawn at once so far. */
  #most = 0;

  constructor(scroller: () => HTMLElement | undefined, rows: () => Rows) {
    const options = (): ConstructorParameters<typeof Virtualizer<HTMLElement, HTMLElement>>[0] => {
      const { count, height, key, head = 0 } = rows();
      return {
        count,
        estimateSize: height,
        getItemKey: key,
        getScrollElement: () => scroller() ?? null,
        initialRect: INITIAL,
        overscan: OVERSCAN,
        scrollPaddingEnd: head,
        rangeExtractor: (range) => this.#alwaysAsMany(range),
        observeElementRect,
        observeElementOffset,
        scrollToFn: elementScroll,
        onChange: () => this.#read(),
      };
    };
    this.#virtualizer = new Virtualizer(options());
    $effect(() => {
      scroller();
      return this.#virtualizer._didMount();
    });
    $effect(() => {
      this.#virtualizer.setOptions(options());
      this.#virtualizer._willUpdate();
      this.#virtualizer.measure();
      this.#read();
    });
  }

  /** Scrolls just far enough to show the row. */
  show(index: number): void {
    this.#virtualizer.scrollToIndex(index, { align: "auto" });
  }

  /** Scrolls just far enough to show all rows of a stretch; of one that is longer than the list, its begin. */
  showAll(from: number, to: number): void {
    const [first = 0] = this.#virtualizer.getOffsetForIndex(from, "start") ?? [];
    const [last = 0] = this.#virtualizer.getOffsetForIndex(to, "end") ?? [];
    this.#virtualizer.scrollToOffset(Math.min(first, Math.max(last, this.#virtualizer.scrollOffset ?? 0)));
  }

  /** One row more or less fits by where the list stands; no element goes for that, to be made again a moment later. */
  #alwaysAsMany(range: Range): number[] {
    const rows = defaultRangeExtractor(range);
    this.#most = Math.min(Math.max(this.#most, rows.length), range.count);
    const first = Math.min(rows[0] ?? 0, range.count - this.#most);
    return Array.from({ length: this.#most }, (_, nth) => first + nth);
  }

  #read(): void {
    const items = this.#virtualizer.getVirtualItems();
    this.items = items;
    this.drawn = this.#elements.placed(items);
    this.totalPx = this.#virtualizer.getTotalSize();
  }
}
