import { useShortcuts } from "../../shortcuts/listen.svelte";
import { place } from "../../state/place.svelte";
import type { Selection } from "../../state/selection.svelte";

export interface Items {
  /** The item in the panel, by id. */
  readonly open: string | undefined;
  close: () => void;
}

/** What is open in the walk, and the way back to the list. Must be called in a component. */
export function useItems(list: () => { focus: () => void } | undefined, selection: Selection): Items {
  function close(): void {
    place.open("review", undefined);
    list()?.focus();
  }
  useShortcuts({
    back: () => {
      if (place.item("review") !== undefined) close();
      else if (selection.ids.size > 0) selection.clear();
      else return false;
      return true;
    },
  });
  return {
    get open(): string | undefined {
      return place.item("review");
    },
    close,
  };
}
