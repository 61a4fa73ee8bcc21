import { Remembered, oneOf } from "../../state/remembered.svelte";

export type UnownedPart = "areas" | "requests" | "workarounds";
export type WaitingPart = "vendor" | "ours" | "others" | "verify";

/** Which part of a step with several lists is looked at; survives a restart. */
class Parts {
  readonly #unowned = new Remembered<UnownedPart>("review.unowned", "areas", oneOf("areas", "requests", "workarounds"));
  readonly #waiting = new Remembered<WaitingPart>("review.waiting", "vendor", oneOf("vendor", "ours", "others", "verify"));

  get unowned(): UnownedPart {
    return this.#unowned.current;
  }
  set unowned(part: UnownedPart) {
    this.#unowned.current = part;
  }
  get waiting(): WaitingPart {
    return this.#waiting.current;
  }
  set waiting(part: WaitingPart) {
    this.#waiting.current = part;
  }
}

export const parts = new Parts();
