import type { BreakWord } from "./BreakSwatch.svelte";

interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}
interface Marks {
  lines: Line[];
  dots: { x: number; y: number }[];
}

/** Distances between marks in px: swatches and bars use the closer ones. */
const DIAGONAL_SWATCH = 5;
const DIAGONAL_BAR = 6;
const HORIZONTAL = 4;
const DOT_X = 6;
const DOT_Y = 5;
/** From here on it is a bar, below a swatch. */
const BAR_WIDTH = 20;

/**
 * The pattern of a break inside a rectangle, clipped by arithmetic: drift is solid, reporting diagonal,
 * support horizontal, burnout dots.
 */
export function bars(of: BreakWord, width: number, height: number): Marks {
  switch (of) {
    case "drift":
      return { lines: [], dots: [] };
    case "reporting":
      return { lines: diagonals(width, height), dots: [] };
    case "support":
      return { lines: horizontals(width, height), dots: [] };
    case "burnout":
      return { lines: [], dots: dots(width, height) };
  }
}

function diagonals(width: number, height: number): Line[] {
  const step = width > BAR_WIDTH ? DIAGONAL_BAR : DIAGONAL_SWATCH;
  const lines: Line[] = [];
  // x + y = c, from the left or bottom edge to the top or right edge.
  for (let c = step; c < width + height; c += step) {
    const x1 = Math.max(0, c - height);
    const x2 = Math.min(width, c);
    lines.push({ x1, y1: c - x1, x2, y2: c - x2 });
  }
  return lines;
}

function horizontals(width: number, height: number): Line[] {
  const lines: Line[] = [];
  for (let y = height - 3; y > 0; y -= HORIZONTAL) lines.push({ x1: 0, y1: y, x2: width, y2: y });
  return lines;
}

function dots(width: number, height: number): { x: number; y: number }[] {
  const found: { x: number; y: number }[] = [];
  let shifted = false;
  for (let y = height - 4; y > 2; y -= DOT_Y) {
    for (let x = shifted ? 7 : 4; x <= width - 1.4; x += DOT_X) found.push({ x, y });
    shifted = !shifted;
  }
  return found;
}
