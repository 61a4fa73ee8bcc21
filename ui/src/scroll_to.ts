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
