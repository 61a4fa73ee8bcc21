import type { VirtualItem } from "@tanstack/virtual-core";

/** A row that is drawn, and the element it is drawn in, by number. */
export interface Drawn {
  readonly slot: number;
  readonly at: VirtualItem;
}

/** Which element draws which row. An element whose row has scrolled away draws one that comes. */
export class Elements {
  #drawn = new Map<VirtualItem["key"], Drawn>();
  #made = 0;

  /** Leaves each row that stays in its element, and gives those that come the elements of those that went. */
  placed(items: readonly VirtualItem[]): Drawn[] {
    const before = this.#drawn;
    const stay = new Set(items.map((at) => at.key));
    const free = [...before].filter(([key]) => !stay.has(key)).map(([, { slot }]) => slot);
    this.#drawn = new Map(
      items.map((at) => {
        const there = before.get(at.key);
        if (there?.at === at) return [at.key, there];
        return [at.key, { slot: there?.slot ?? free.pop() ?? this.#made++, at }];
      }),
    );
    return [...this.#drawn.values()];
  }
}
