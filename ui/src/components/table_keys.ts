import type { Handlers } from "../shortcuts/listen.svelte";
import type { ActiveRow } from "./active_row.svelte";

/** What a table does for its keys. */
interface Table<T> {
  active: ActiveRow<T>;
  /** How many rows there are, heads of groups among them. */
  count: () => number;
  scroller: () => HTMLElement | undefined;
  /** What Enter does. */
  onenter: (id: string) => void;
  /** What marks rows, where rows are marked. */
  marks: () => Marks;
}
export interface Marks {
  onselect?: ((id: string, extend: boolean) => void) | undefined;
  onextend?: ((from: string, to: string) => void) | undefined;
  onselectall?: (() => void) | undefined;
}

/** The keys of a table with rows, `ActiveRow` says which has them. */
export function tableKeys<T>({ active, count, scroller, onenter, marks }: Table<T>): Handlers {
  /** A key's step. Where the whole page scrolls, the list comes into the window with it. */
  function step(to: number, by: 1 | -1): true {
    scroller()?.scrollIntoView({ block: "nearest" });
    return active.goTo(to, by);
  }
  const next = (): true => step(active.index + 1, 1);
  const previous = (): true => (active.index > 0 ? step(active.index - 1, -1) : true);
  /** A step that marks what it goes over; a table that marks nothing leaves the key alone. */
  function extend(go: () => true): boolean {
    const { onextend } = marks();
    const from = active.id;
    if (onextend === undefined || from === undefined) return false;
    go();
    onextend(from, active.id ?? from);
    return true;
  }
  return {
    "list.next": next,
    "list.previous": previous,
    "list.first": () => step(0, 1),
    "list.last": () => step(count() - 1, -1),
    "list.open": () => {
      if (active.id !== undefined) onenter(active.id);
      return active.id !== undefined;
    },
    "list.select": (event) => {
      const { onselect } = marks();
      if (active.id !== undefined) onselect?.(active.id, event.shiftKey);
      return onselect !== undefined;
    },
    "list.extend_next": () => extend(next),
    "list.extend_previous": () => extend(previous),
    "list.select_all": () => {
      const { onselectall } = marks();
      onselectall?.();
      return onselectall !== undefined;
    },
  };
}
