import { keysNowhere } from "./focus_lost";

/**
 * For a short list whose rows have buttons: where the button that has the keys goes, because its act is done, the row has
 * them, and where the row goes, too, the list.
 */
export function keepsKeys(list: HTMLElement): () => void {
  let row: HTMLElement | null = null;
  const into = (event: FocusEvent): void => {
    row = event.target instanceof Element ? event.target.closest("li") : null;
  };
  // The keys went somewhere else by themselves; what is taken out of the page leaves to nowhere.
  const outOf = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Element && !list.contains(event.relatedTarget)) row = null;
  };
  const changes = new MutationObserver(() => {
    if (row === null || !keysNowhere()) return;
    const to = row.isConnected ? row : list;
    to.tabIndex = -1;
    to.focus();
  });
  list.addEventListener("focusin", into);
  list.addEventListener("focusout", outOf);
  changes.observe(list, { childList: true, subtree: true });
  return () => {
    list.removeEventListener("focusin", into);
    list.removeEventListener("focusout", outOf);
    changes.disconnect();
  };
}
