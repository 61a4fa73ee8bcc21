import { tick } from "svelte";
import { useShortcuts } from "../shortcuts/listen.svelte";
import { place, type View } from "./place.svelte";
import type { Selection } from "./selection.svelte";

/** A list with a panel beside it. */
export interface ListPanel {
  /** The item in the panel, by id. */
  readonly open: string | undefined;
  show: (id: string) => void;
  close: () => void;
}

/**
 * What is open in a view's panel, and the way back: Escape closes it, then clears the selection. Must be called in
 * a component.
 */
export function useListPanel(view: View, list: () => { focus: () => void } | undefined, selection?: Selection): ListPanel {
  function close(): void {
    place.open(view, undefined);
    // A list that the panel covered takes the keys once it is seen again.
    void tick().then(() => list()?.focus());
  }
  useShortcuts({
    back: () => {
      if (place.item(view) !== undefined) close();
      else if (selection !== undefined && selection.ids.size > 0) selection.clear();
      else return false;
      return true;
    },
  });
  return {
    get open() {
      return place.item(view);
    },
    show: (id) => place.open(view, id),
    close,
  };
}
