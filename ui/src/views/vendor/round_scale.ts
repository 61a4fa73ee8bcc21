/** The end of a scale from 0 that holds `most`: 1, 2 or 5 times a power of ten, never under ten days. */
export function roundScale(most: number): number {
  for (let power = 10; ; power *= 10) {
    for (const times of [1, 2, 5]) if (power * times >= most) return power * times;
  }
}
