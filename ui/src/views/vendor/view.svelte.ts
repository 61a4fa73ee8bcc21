import { clockWords, type Clock } from "../../backend/bindings/schema";
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
  /** Only of requests whose title or key holds it. */
  text?: string | null;
}
const isFilter = (stored: unknown): stored is PromiseFilter =>
  typeof stored === "object" && stored !== null && !Array.isArray(stored);

/** Where a thing of the view is shown. */
const SEGMENT_OF: Record<string, Segment> = {
  promise: "promises",
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

  /** Kind and rest of what was gone to. */
  get #opened(): [string, string] {
    const [kind = "", ...rest] = (place.item("vendor") ?? "").split(":");
    return [kind, rest.join(":")];
  }
  /** Which part; the one of what was gone to where there is such. */
  get segment(): Segment {
    return SEGMENT_OF[this.#opened[0]] ?? this.#segment.current;
  }
  set segment(segment: Segment) {
    this.#segment.current = segment;
    place.open("vendor", undefined);
  }
  /** The promise in the panel: `request:clock`. */
  get promise(): string | undefined {
    const [kind, id] = this.#opened;
    return kind === "promise" ? id : undefined;
  }
  openPromise(request: string, clock: Clock): void {
    this.#segment.current = "promises";
    place.open("vendor", `promise:${request}:${clock}`);
  }
  closePromise(): void {
    this.#segment.current = "promises";
    place.open("vendor", undefined);
  }

  /** The system chosen; the one in use where none was, or where it is gone. */
  system(known: readonly { id: string }[]): string | null {
    return known.find((one) => one.id === this.#system.current)?.id ?? null;
  }
  choose(system: string | null): void {
    this.#system.current = system ?? "";
    if (this.promise !== undefined) this.closePromise();
  }

  get filter(): PromiseFilter {
    return this.#filter.current;
  }
  get narrowed(): boolean {
    return Object.keys(this.filter).length > 0;
  }
  /** Sets parts of the filter; null or nothing typed takes a part out. */
  set(part: PromiseFilter): void {
    const next = Object.entries({ ...this.filter, ...part });
    this.#filter.current = Object.fromEntries(next.filter(([, value]) => value !== null && value !== "" && value !== false));
  }
  clear(): void {
    this.#filter.current = {};
  }
}

export const vendorPlace = new VendorPlace();

/** The clock a promise's place names. */
export const clockOf = (opened: string): Clock | undefined => clockWords.find((clock) => opened.endsWith(`:${clock}`));
