import { percent } from "../../format/number";
import { m } from "../../paraglide/messages.js";

/** From here on the share is written as 100%: the rest would be nothing. */
const ALL = 0.995;
/** Below it is written as 0%. */
const NONE = 0.005;

/** How much of the hours rests on a clock, as a sentence. */
export function timedWords(share: number): string {
  if (share >= ALL) return m.timed_all();
  return share < NONE ? m.guessed_all() : m.timed_rest_guessed({ share: percent(share) });
}
