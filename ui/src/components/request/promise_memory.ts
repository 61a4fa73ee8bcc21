import type { PromiseTrack } from "../../backend/bindings/types";
import { dayNear } from "../../format/date";
import { m } from "../../paraglide/messages.js";

/** What a promise has behind it, late or not: lateness ends as work begins, and the dates that were missed stay told. */
export function promiseMemory(promise: PromiseTrack, today: string): { slipped: string | undefined; first: string | undefined } {
  return {
    slipped: promise.slips > 0 ? m.row_slipped({ count: promise.slips }) : undefined,
    first:
      promise.first_due < today && promise.latest_due >= today
        ? m.row_first_promised({ date: dayNear(promise.first_due, today) })
        : undefined,
  };
}
