import { appearance } from "../../state/appearance.svelte";
import { keysNowhere } from "../focus_lost";
import { useKeysHome } from "../keys_home.svelte";

/** The keys stand on what a panel covers where it covers it. */
const onCovered = (): boolean => document.activeElement?.closest(".split > :not(.detail)") != null;

/**
 * For what scrolls in a panel: where that covers its list it has the keys that stood there, and they come home to it. Must be
 * called in a component.
 */
export function useCovering(): (part: HTMLElement) => void {
  let part: HTMLElement | undefined;
  const take = (): void => part?.focus({ preventScroll: true });
  $effect(() => {
    if (appearance.covers) useKeysHome(take);
  });
  return (element) => {
    part = element;
    if (appearance.covers && (onCovered() || keysNowhere())) take();
  };
}
