import { backend } from "../backend";
import type { CaptureView, SimilarItem } from "../backend/bindings/types";
import { errorText } from "../errors";
import { m } from "../paraglide/messages.js";
import { leftByPick } from "./picked";
import { problemToSay, whyRefused } from "./problem_words";
import { runs } from "./runs";
import { savedWhat } from "./saved_what";
import { blocksOf, nothingLit, type Understood } from "./understood.svelte";
import type { Write, Writing } from "./writing.svelte";

/** What Enter makes of the line, and why it is refused. */
export class Entering {
  /** Why the last paste was left out. */
  leftOut: string | undefined = $state();
  /** Enter was pressed on a warning: the next Enter says somebody looked. */
  warned = $state(false);
  /** Enter was pressed on a line that cannot be saved yet: now it is said why. */
  tried = $state(false);
  readonly #typed: Understood;
  readonly #writing: Writing;
  readonly problem = $derived.by(() => problemToSay(this.#typed.view, this.#typed.text, this.tried));
  readonly #failed = $derived.by(() => this.#writing.error ?? this.#typed.error);
  readonly wrong = $derived.by(() => this.leftOut ?? this.#writing.notSaved.said(this.#failed && errorText(this.#failed)));
  /** The line, or what was done with it last, is refused. */
  readonly red = $derived.by(() => this.#typed.blocked || this.wrong !== null || this.problem !== undefined);
  /** How the line looks. What is wrong with it is not lit under what was just saved; it must not look understood there either. */
  readonly lit = $derived.by(() => {
    const { line, view, newArea } = this.#typed;
    const quiet = this.#writing.saved !== null;
    return runs(line, {
      ...view,
      tokens: quiet ? view.tokens.filter(({ start }) => view.problems.every((each) => each.start !== start)) : view.tokens,
      made: newArea === undefined ? [] : view.tokens.filter((token) => token.kind === "area"),
      problems: quiet ? [] : view.problems.filter((each) => this.tried || each.code !== "required"),
    });
  });

  constructor(typed: Understood, writing: Writing) {
    this.#typed = typed;
    this.#writing = writing;
  }

  /** The line changed: what was said of the one before is over. */
  forget(): void {
    this.leftOut = undefined;
    this.warned = this.tried = false;
  }

  write(what: Write): void {
    this.leftOut = undefined;
    void this.#writing.write(what);
  }

  /** Enter, or a click that says the same: on a line that is not answered for yet it holds until it is. */
  async enter(): Promise<void> {
    const typed = this.#typed;
    if (typed.empty) return this.#writing.bringBack();
    this.#writing.refusals.pressed(this.red);
    const { line } = typed;
    const item = typed.similar[typed.chosen];
    if (!typed.pending) return this.#judge(line, typed.view, item);
    const answer = await this.#writing.known(line, typed.answer);
    // The program judges what it could not be asked about, and refuses in its own words.
    // A pick is not: it would be written without the minutes and times that stand in the line.
    if (answer === null && item !== undefined) this.#writing.miss(line, null, false);
    else if (answer !== undefined) this.#judge(line, answer ?? nothingLit, item);
  }

  #judge(line: string, view: CaptureView, item: SimilarItem | undefined): void {
    const blocked = blocksOf(view).length > 0;
    if (item !== undefined && !blocked && problemToSay(view, line, false) === undefined) {
      this.#again(line, view, item);
      return;
    }
    // Somebody who writes on has not been told yet: what stands in the line now is looked at when Enter is pressed on it.
    const same = this.#typed.line === line;
    const looked = same && this.warned;
    const why = whyRefused(view, line, looked);
    if (why !== undefined) {
      this.#writing.refusals.refused();
      if (!same) this.#writing.miss(line, why, blocked);
      else if (!blocked && view.problems.length > 0) this.tried = true;
      else if (!blocked) this.warned = true;
      return;
    }
    const input = { text: line, phi_ok: looked };
    this.write({
      act: () => backend.call("capture_save", input),
      sent: line,
      said: view.is_request ? m.capture_saved_request() : m.capture_saved_workaround(),
      what: savedWhat(view),
    });
  }

  /** A similar item is picked: it happened again. */
  #again(line: string, view: CaptureView, item: SimilarItem): void {
    const again = { id: item.id, minutes: view.minutes, count: view.times };
    const left = leftByPick(line, view.tokens, item.kind);
    this.write({
      act: () => backend.call("again", again),
      sent: line,
      said: (saved) => {
        // A second voice of one person adds nothing, and is not told as saved.
        if (saved.act === null) return m.capture_already_counted();
        return item.kind === "request" ? m.capture_saved_voice() : m.capture_saved_again();
      },
      left,
      ...(left !== "" && { leftSaid: m.capture_kept({ left }) }),
    });
  }

  /** "Nothing to report" is no word about the line: what was said of that is over, and the line stays. */
  readonly nothing = (): void => {
    const { line, empty } = this.#typed;
    this.#writing.refusals.pressed(this.#writing.error !== null);
    this.warned = this.tried = false;
    this.write({
      act: () => backend.call("nothing_to_report", {}),
      sent: line,
      said: (saved) => (saved.act === null ? m.capture_nothing_already() : m.capture_nothing_saved()),
      left: line,
      ...(!empty && { leftSaid: m.capture_line_stays() }),
    });
  };
}
