/** Drawings are asked for in these steps, so that dragging the window's edge does not ask for each pixel. */
const STEP_PX = 20;

/**
 * The size to draw a chart at, so that its text stands at the size of the page's: the room there is on screen,
 * in px at 100 % scale. Null while nothing is laid out yet.
 */
export function room(screenPx: number, takenPx: number, factor: number, least: number, most: number): number | null {
  if (screenPx === 0) return null;
  const free = Math.floor((screenPx / factor - takenPx) / STEP_PX) * STEP_PX;
  return Math.max(least, Math.min(most, free));
}
