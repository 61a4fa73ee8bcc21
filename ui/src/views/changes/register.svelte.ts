import type { ConfigChangeFilter, EventFilter, QuestionFilter } from "../../backend/bindings/types";
import { place } from "../../state/place.svelte";
import { Remembered, oneOf } from "../../state/remembered.svelte";

/** What the Changes view lists: the register, the events, or what leadership needs to know. */
export type Segment = "register" | "events" | "needs";
/** The kinds of thing it opens. */
export type RegisterKind = "config_change" | "event" | "question" | "shadow_record";

const SEGMENT_OF: Record<RegisterKind, Segment> = {
  config_change: "register",
  event: "events",
  question: "needs",
  shadow_record: "needs",
};

interface Filters {
  register: ConfigChangeFilter;
  events: EventFilter;
  needs: QuestionFilter;
}
const isFilters = (stored: unknown): stored is Filters =>
  typeof stored === "object" && stored !== null && ["register", "events", "needs"].every((part) => part in stored);
const NO_FILTERS: Filters = { register: {}, events: {}, needs: {} };

/** What the view shows; survives a restart. */
class RegisterView {
  readonly #segment = new Remembered<Segment>("changes.segment", "register", oneOf("register", "events", "needs"));
  readonly #filters = new Remembered<Filters>("changes.filters", NO_FILTERS, isFilters);

  /** The thing in the panel, with its kind. */
  get opened(): { kind: RegisterKind; id: string } | undefined {
    const [kind = "", id] = (place.item("changes") ?? "").split(":");
    return id !== undefined && kind in SEGMENT_OF ? { kind: kind as RegisterKind, id } : undefined;
  }
  /** Which list; the one of the opened thing where there is one. */
  get segment(): Segment {
    const { opened } = this;
    return opened === undefined ? this.#segment.current : SEGMENT_OF[opened.kind];
  }
  set segment(segment: Segment) {
    this.#segment.current = segment;
    if (this.opened !== undefined && SEGMENT_OF[this.opened.kind] !== segment) place.open("changes", undefined);
  }
  open(kind: RegisterKind, id: string): void {
    this.#segment.current = SEGMENT_OF[kind];
    place.open("changes", `${kind}:${id}`);
  }
  close(): void {
    this.#segment.current = this.segment;
    place.open("changes", undefined);
  }

  get filters(): Filters {
    return this.#filters.current;
  }
  /** What one of the lists shows. */
  list<S extends Segment>(segment: S): ListView<S> {
    return new ListView(this, segment);
  }
  /** Sets parts of a list's filter; null or nothing typed takes a part out. */
  set<S extends Segment>(segment: S, part: Partial<Filters[S]>): void {
    const next = Object.entries({ ...this.filters[segment], ...part });
    const kept = Object.fromEntries(next.filter(([, value]) => value !== null && value !== ""));
    this.#filters.current = { ...this.filters, [segment]: kept };
  }
  clear(segment: Segment): void {
    this.#filters.current = { ...this.filters, [segment]: {} };
  }
}

/** What one list shows, as its chips take it. */
class ListView<S extends Segment> {
  readonly #all: RegisterView;
  readonly #segment: S;

  constructor(all: RegisterView, segment: S) {
    this.#all = all;
    this.#segment = segment;
  }
  get filter(): Filters[S] {
    return this.#all.filters[this.#segment];
  }
  get text(): string {
    return this.filter.text ?? "";
  }
  /** Whether it shows less than everything. */
  get narrowed(): boolean {
    return Object.keys(this.filter).length > 0;
  }
  set(part: Partial<Filters[S]>): void {
    this.#all.set(this.#segment, part);
  }
  find(text: string): void {
    this.#all.set<Segment>(this.#segment, { text });
  }
  clear(): void {
    this.#all.clear(this.#segment);
  }
}

export const registerView = new RegisterView();
