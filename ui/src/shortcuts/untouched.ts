/** The field that has the keys since something was saved from it, as long as nothing else was typed in it. */
let untouched: Element | undefined;

function forget(event: Event): void {
  if (event.target === untouched) untouched = undefined;
}

/** Something was saved: whoever stands in a field has nothing typed there to take back. */
export function savedFromField(): void {
  untouched = document.activeElement ?? undefined;
  addEventListener("input", forget, { capture: true }); // the same listener twice is one
}

/** Whether what a field could take back is saved: the keys of undo are then about that act, as its line at the foot says. */
export const isUntouched = (target: EventTarget | null): boolean => target !== null && target === untouched;
