import { backend, BackendError } from "../backend";
import type { CaptureView, PhiFinding, SimilarItem } from "../backend/bindings/types";
import { keepDraft, keptDraft } from "./draft";

/** Similar items are looked up when the fingers rest this long. */
const REST_MS = 60;
/** A line the guard has not answered for by then is kept as it is: a crash must not cost it. */
const UNANSWERED_MS = 300;
/** Asked at once: the nearest two. */
const SIMILAR = 2;

/** A line of which nothing is known. */
export const nothingLit: CaptureView = {
  tokens: [],
  title: "",
  is_request: false,
  area: null,
  owner: null,
  minutes: null,
  times: 1,
  safety: false,
  problems: [],
  findings: [],
};

/** What must not be kept. */
export const blocksOf = (view: CaptureView): PhiFinding[] => view.findings.filter((finding) => finding.level === "block");
/** What somebody has to look at before it is kept. */
export const warningsOf = (view: CaptureView): PhiFinding[] => view.findings.filter((finding) => finding.level === "warn");

/** The line as it is typed, what the program understands of it, and what is like it. Keeps the draft. */
export class Understood {
  line = $state(keptDraft());
  view: CaptureView = $state.raw(nothingLit);
  /** The line that `view` is about. */
  text = $state("");
  similar: SimilarItem[] = $state.raw([]);
  /** Which of the similar ones is picked; -1 where none is. */
  chosen = $state(-1);
  error: BackendError | null = $state.raw(null);
  /** What the program says of the line that was looked at last; null where it could not say. */
  answer: Promise<CaptureView | null> = Promise.resolve(nothingLit);
  #asked = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #unanswered: ReturnType<typeof setTimeout> | undefined;

  get empty(): boolean {
    return this.line.trim() === "";
  }
  /** Whether `view` is still about an older line: nothing is judged by it. */
  get pending(): boolean {
    return this.text !== this.line;
  }
  get blocked(): boolean {
    return blocksOf(this.view).length > 0;
  }
  /** The area that saving would make. */
  get newArea(): string | undefined {
    const { area, problems } = this.view;
    return area === null || area.id !== null || problems.some(({ code }) => code === "several_areas" || code === "no_such_area") ? undefined : area.name;
  }

  /** Looks at the line as it stands now. */
  look(): void {
    const ask = ++this.#asked;
    this.error = null;
    this.chosen = -1;
    this.stop();
    if (this.empty) {
      this.view = nothingLit;
      this.text = this.line;
      this.answer = Promise.resolve(nothingLit);
      this.similar = [];
      keepDraft("", false);
      return;
    }
    const text = this.line;
    this.#unanswered = setTimeout(() => this.#keepUnlooked(), UNANSWERED_MS);
    this.answer = backend.call("capture_parse", { text }).then(
      (understood) => {
        if (ask !== this.#asked) return understood;
        clearTimeout(this.#unanswered);
        this.#unanswered = undefined;
        this.view = understood;
        this.text = text;
        keepDraft(text, this.blocked);
        return understood;
      },
      (thrown: unknown) => {
        if (ask !== this.#asked) return null;
        this.#keepUnlooked();
        this.error = BackendError.from(thrown);
        return null;
      },
    );
    this.#resting = setTimeout(() => {
      backend.call("similar", { text, limit: SIMILAR }).then(
        (items) => {
          // Whoever has chosen looks at what is there: nothing else comes under the next Enter.
          if (ask === this.#asked && this.chosen < 0) this.similar = items;
        },
        () => {
          if (ask === this.#asked && this.chosen < 0) this.similar = []; // no offer is no obstacle: Enter still saves
        },
      );
    }, REST_MS);
  }

  /** The window goes: a line that was not answered for is kept as it stands. */
  leave(): void {
    if (this.#unanswered !== undefined) this.#keepUnlooked();
    this.chosen = -1;
  }

  stop(): void {
    clearTimeout(this.#resting);
    clearTimeout(this.#unanswered);
  }

  /**
   * Keeps a line the guard has not looked at, unless what it looked at last was blocked: most likely that still
   * stands in it. Not at once with every letter, because the guard mostly answers before anything is written.
   */
  #keepUnlooked(): void {
    clearTimeout(this.#unanswered);
    this.#unanswered = undefined;
    keepDraft(this.line, this.blocked);
  }
}
