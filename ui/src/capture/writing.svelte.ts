import { backend, BackendError } from "../backend";
import type { Saved } from "../backend/bindings/types";
import { m } from "../paraglide/messages.js";
import { thisDesk } from "../state/this_desk.svelte";
import { NotSaved } from "./not_saved.svelte";
import { Refusals } from "./refusals.svelte";
import { SAVED_MS, type SavedTold, type SavedWhat, type TakenBack } from "./saved_what";
import type { Understood } from "./understood.svelte";

/** What stays in the line is read before the window goes: a sentence, not a word. */
const KEPT_MS = 2000;
/** A write that takes longer is said to the eye, too. */
const SLOW_MS = 300;

/** One write, and what is said of it. */
export interface Write {
  act: () => Promise<Saved>;
  /** The line it was pressed on. */
  sent: string;
  /** What is told of it: most often the same whatever came back. */
  said: string | ((saved: Saved) => string);
  /** What was saved, in one short line. */
  what?: SavedWhat;
  /** What the line holds afterwards; nothing if absent. */
  left?: string;
  /** Said of what stays in the line. */
  leftSaid?: string;
}

/** Writes what the line says, tells what became of it, and lets the window go. */
export class Writing {
  saving = $state(false);
  /** The line that Enter was pressed on before the program had said anything of it. */
  #waitingFor: string | undefined;
  /** The line that was sent last, and what waits for the write on its way. */
  #sent: string | undefined;
  /** Nothing of that line stays in the field. */
  #takesAll = false;
  #waiting: Write[] = [];
  readonly notSaved = new NotSaved();
  readonly refusals = new Refusals();
  /** The write takes long enough to be seen. */
  slow = $state(false);
  /** So does the answer that Enter waits for. */
  slowAnswer = $state(false);
  saved: SavedTold | null = $state.raw(null);
  /** Why the last write, or where it would go, failed. */
  error: BackendError | null = $state.raw(null);
  /** What goes on once somebody has said who sits here, and why not before. */
  asks: { what: Write; why: BackendError } | null = $state.raw(null);
  /** What undo takes back now. */
  #takingBack: TakenBack | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  readonly #typed: Understood;
  readonly #understand: () => void;
  readonly #hide: () => void;

  constructor(typed: Understood, understand: () => void, hide: () => void) {
    this.#typed = typed;
    this.#understand = understand;
    this.#hide = hide;
  }

  /**
   * What the program says of the line, for a key that came before it did; undefined for a second press on it meanwhile, which is
   * no answer to a warning that nobody has read yet.
   */
  async known<T>(line: string, answer: Promise<T>): Promise<T | undefined> {
    if (this.#waitingFor === line) return undefined;
    this.#waitingFor = line;
    const slowly = setTimeout(() => {
      if (this.#waitingFor === line) this.slowAnswer = true;
    }, SLOW_MS);
    try {
      return await answer;
    } finally {
      clearTimeout(slowly);
      // Enter on a later line waits on.
      if (this.#waitingFor === line) {
        this.#waitingFor = undefined;
        this.slowAnswer = false;
      }
    }
  }

  /**
   * What of the field's text is the next line, where letters came behind one that Enter was pressed on and that is still on its
   * way: it is sent as it was, so they are none of it. Undefined where they are.
   */
  nextOf(text: string): string | undefined {
    const onItsWay = [this.#waitingFor, this.saving && this.#takesAll ? this.#sent : undefined];
    const sent = onItsWay.find((line) => line !== undefined && text.length > line.length && text.startsWith(line));
    return sent === undefined ? undefined : text.slice(sent.length).trimStart();
  }

  /** What is typed before the reply is the next line: it is neither cleared nor hidden. */
  async write(what: Write): Promise<void> {
    // The same line twice is one press too many; another line waits for its turn.
    if (this.saving && this.#sent === what.sent) return;
    this.#sent = what.sent;
    this.#takesAll = (what.left ?? "") === "";
    this.#waiting.push(what);
    if (this.saving) return;
    this.saving = true;
    this.error = this.asks = null;
    this.notSaved.forget();
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      if (await this.#write(next)) continue;
      // What waited does not begin: it would say "Saved" before anybody could read that this one was not.
      for (const each of this.#waiting.splice(0)) this.#hold(each);
    }
    this.saving = false;
  }

  /** Whether it was saved. */
  async #write(what: Write): Promise<boolean> {
    const { act, sent, said, left = "", leftSaid } = what;
    const slowly = setTimeout(() => (this.slow = true), SLOW_MS);
    try {
      const wrote = await act();
      const told = typeof said === "string" ? said : said(wrote);
      // In a line that somebody writes the key of undo is about the letters.
      const mayBack = wrote.act !== null && (this.#typed.line === sent || this.#typed.empty) && thisDesk.may("take_back");
      const tell = (text: string, waiting?: string): void => {
        this.saved = { text, what: what.what, back: mayBack && wrote.act !== null ? { act: wrote.act, sent, waiting } : undefined };
      };
      if (left !== sent) this.notSaved.saved(sent);
      if (this.#typed.line !== sent) {
        tell(told);
        return true;
      }
      const back = left === "" ? this.notSaved.next() : undefined;
      if (back !== undefined) {
        this.#put(back);
        tell(`${told} ${m.capture_back({ line: back })}`, back);
        return true;
      }
      if (left !== sent) this.#put(left);
      tell(leftSaid === undefined ? told : `${told} ${leftSaid}`);
      this.#leaving = setTimeout(this.#hide, leftSaid === undefined ? SAVED_MS : KEPT_MS);
      return true;
    } catch (thrown) {
      this.saved = null;
      const why = BackendError.from(thrown);
      this.refusals.refused();
      if (why.code === "nobody_at_desk") this.asks = { what, why };
      else this.error = why;
      this.#hold(what, why.code === "phi_blocked");
      return false;
    } finally {
      clearTimeout(slowly);
      this.slow = false;
    }
  }

  /** Undo: takes back what was just saved, its line comes into the field again. False where that is not what the key is about. */
  readonly takeBack = (): boolean => {
    if (this.#takingBack !== undefined) return true;
    const back = this.saved?.back;
    if (back === undefined || this.saving) return false;
    this.stay();
    void this.#takeBack(back);
    return true;
  };

  async #takeBack(back: TakenBack): Promise<void> {
    const { act, sent, waiting } = back;
    const { line } = this.#typed;
    this.#takingBack = back;
    try {
      const undone = await backend.call("undo", { act });
      const told = undone.left_alone > 0 ? m.capture_taken_back_partly() : m.capture_taken_back();
      if (this.#typed.line !== line) {
        // Somebody writes the next line: this one comes after it.
        this.notSaved.add(sent, told, false);
        return;
      }
      const waits = waiting === undefined || waiting !== line ? "" : ` ${m.capture_missed({ line })}`;
      if (waits !== "") this.notSaved.add(line, null, this.#typed.blocked);
      if (line !== sent) this.#put(sent);
      this.saved = { text: line === sent ? told : `${told} ${m.capture_line_again()}${waits}` };
    } catch (thrown) {
      this.saved = null;
      this.notSaved.why = m.capture_not_taken_back();
      this.error = BackendError.from(thrown);
    } finally {
      this.#takingBack = undefined;
    }
  }

  #put(line: string): void {
    this.#typed.line = line;
    this.#typed.similar = [];
    this.#understand();
  }

  /** What was not saved is held, unless the field has it still or it takes nothing from the line. */
  #hold({ sent, left }: Write, blocked = false): void {
    if (left !== sent) this.miss(sent, null, blocked);
  }

  /** A line that Enter was pressed on is not saved, and somebody has written another one: it is told of, and comes back. */
  miss(line: string, why: string | null, blocked: boolean): void {
    if (!this.#typed.line.includes(line.trim())) this.notSaved.add(line, why, blocked);
  }

  /** Nothing stands in the field: what was not saved comes back to it. */
  bringBack(): void {
    if (!this.#typed.empty || this.saving) return;
    const back = this.notSaved.next();
    if (back === undefined) return;
    this.#put(back);
    this.notSaved.why = m.capture_back({ line: back });
  }

  /** The window was about to go; somebody writes on. */
  stay(): void {
    clearTimeout(this.#leaving);
  }

  /** The line changed: what was said of the one before is over. */
  forget(): void {
    this.saved = null;
    this.error = this.asks = null;
    this.notSaved.forget();
    this.refusals.forget();
    this.stay();
  }
}
