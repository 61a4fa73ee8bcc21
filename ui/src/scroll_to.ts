/**
 * Brings the top of an element to the top of what scrolls around it, and moves nothing else: the browser's own
 * `scrollIntoView` also moves frames that hide what overflows, and nothing brings those back.
 */
export function scrollTo(target: HTMLElement): void {
  for (let around = target.parentElement; around !== null; around = around.parentElement) {
    if (!/auto|scroll/.test(getComputedStyle(around).overflowY)) continue;
    const margin = parseFloat(getComputedStyle(target).scrollMarginTop) || 0;
    around.scrollTop += target.getBoundingClientRect().top - around.getBoundingClientRect().top - margin;
    return;
  }
}

/** Whoever does one of these looks elsewhere now. */
const GOES_ON = ["wheel", "touchmove", "pointerdown", "keydown"] as const;

/**
 * Brings the head of a part into view, gives it the keys, and holds it there while what stands around it is still read and
 * grows, until somebody goes on. The head may come later than this is called.
 *
 * @returns How to let go of it.
 */
export function holdInView(around: HTMLElement, head: string): () => void {
  let given = false;
  const bring = (): void => {
    const found = around.querySelector<HTMLElement>(head);
    if (found === null) return;
    scrollTo(found);
    if (given) return;
    given = true;
    found.tabIndex = -1;
    found.focus({ preventScroll: true });
  };
  const grown = new ResizeObserver(bring);
  const letGo = (): void => {
    grown.disconnect();
    for (const kind of GOES_ON) removeEventListener(kind, letGo, { capture: true });
  };
  for (const kind of GOES_ON) addEventListener(kind, letGo, { capture: true, passive: true });
  for (const part of [around, ...around.children]) grown.observe(part);
  bring();
  return letGo;
}
