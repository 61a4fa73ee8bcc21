import { untrack } from "svelte";

/**
 * Runs once each time something opens: a form takes its start values then, and only then. What it starts from may
 * change while it stands open (another window writes, the day turns); what people have typed stays. Must be called
 * in a component.
 */
export function whenOpened(isOpen: () => boolean, start: () => void): void {
  $effect(() => {
    if (isOpen()) untrack(start);
  });
}
