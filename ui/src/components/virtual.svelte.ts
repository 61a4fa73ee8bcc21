import {
  Virtualizer,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
} from "@tanstack/virtual-core";

interface Rows {
  count: number;
  /** Height of a row in px on screen. */
  height: (index: number) => number;
  key: (index: number) => string | number;
}

/** Rows drawn above and below what is visible, so that a fast key never outruns the drawing. */
const OVERSCAN = 10;
/** What is drawn before the first measurement, and in tests without layout. */
const INITIAL = { width: 800, height: 900 };

/** TanStack Virtual as Svelte state: which rows to draw, and where. Must be created in a component. */
export class VirtualRows {
  items: VirtualItem[] = $state.raw([]);
  totalPx = $state(0);
  #virtualizer: Virtualizer<HTMLElement, HTMLElement>;

  constructor(scroller: () => HTMLElement | undefined, rows: () => Rows) {
    const options = (): ConstructorParameters<typeof Virtualizer<HTMLElement, HTMLElement>>[0] => {
      const { count, height, key } = rows();
      return {
        count,
        estimateSize: height,
        getItemKey: key,
        getScrollElement: () => scroller() ?? null,
        initialRect: INITIAL,
        overscan: OVERSCAN,
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

  #read(): void {
    this.items = this.#virtualizer.getVirtualItems();
    this.totalPx = this.#virtualizer.getTotalSize();
  }
}
