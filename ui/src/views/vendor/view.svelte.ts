import type { Clock } from "../../backend/bindings/schema";
import type { PromiseOutcome } from "../../backend/bindings/types";
import { place } from "../../state/place.svelte";
import { Remembered, isText, oneOf } from "../../state/remembered.svelte";

/** What the Vendor view shows: the five questions, every promise, or the systems side by side. */
export type Segment = "scorecard" | "promises" | "compare";

/** Which promises are listed. */
export interface PromiseFilter {
  outcome?: PromiseOutcome | null;
  clock?: Clock | null;
  /** Only those whose date was moved later. */
  moved?: boolean | null;
}
const isFilter = (stored: unknown): stored is PromiseFilter =>
  typeof stored === "object" && stored !== null && !Array.isArray(stored);

/** Where a thing of the view is shown. */
const SEGMENT_OF: Record<string, Segment> = {
  vendor_answer: "scorecard",
  candidate: "compare",
  candidate_answer: "compare",
  question_weight: "compare",
};

/** What the view shows; survives a restart. */
class VendorPlace {
  readonly #segment = new Remembered<Segment>("vendor.segment", "scorecard", oneOf("scorecard", "promises", "compare"));
  readonly #system = new Remembered<string>("vendor.system", "", isText);
  readonly #filter = new Remembered<PromiseFilter>("vendor.promises", {}, isFilter);

  /** The kind of what was gone to. */
  get #opened(): string {
    return (place.item("vendor") ?? "").split(":")[0] ?? "";
  }
  /** Which part; the one of what was gone to where there is such. */
  get segment(): Segment {
    return SEGMENT_OF[this.#opened] ?? this.#segment.current;
  }
  set segment(segment: Segment) {
    this.#segment.current = segment;
    place.open("vendor", undefined);
  }

  /** The system chosen; the one in use where none was, or where it is gone. */
  system(known: readonly { id: string }[]): string | null {
    return known.find((one) => one.id === this.#system.current)?.id ?? null;
  }
  choose(system: string | null): void {
    this.#system.current = system ?? "";
  }

  get filter(): PromiseFilter {
    return this.#filter.current;
  }
  /** Sets parts of the filter; null or false takes a part out. */
  set(part: PromiseFilter): void {
    const next = Object.entries({ ...this.filter, ...part });
    this.#filter.current = Object.fromEntries(next.filter(([, value]) => value !== null && value !== false));
  }
  clear(): void {
    this.#filter.current = {};
  }
}

export const vendorPlace = new VendorPlace();
