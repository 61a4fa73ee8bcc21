import { BackendError } from "../backend";
import type { Saved } from "../backend/bindings/types";
import type { Understood } from "./understood.svelte";

/** "Saved" is read before the window goes. */
const SAVED_MS = 450;
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
  /** The line of the write on its way, and its end. */
  #sent: string | undefined;
  #written: Promise<void> = Promise.resolve();
  /** The write takes long enough to be seen. */
  slow = $state(false);
  saved: string | null = $state(null);
  /** Why the last write, or where it would go, failed. */
  error: BackendError | null = $state.raw(null);
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
    const slowly = setTimeout(() => (this.slow = true), SLOW_MS);
    try {
      return await answer;
    } finally {
      clearTimeout(slowly);
      if (this.#waitingFor === line) this.#waitingFor = undefined;
      this.slow = false;
    }
  }

  /** What is typed before the reply is the next line: it is neither cleared nor hidden. */
  async write(what: Write): Promise<void> {
    // The same line twice is one press too many; another line waits for its turn.
    if (this.saving && this.#sent === what.sent) return;
    this.#sent = what.sent;
    this.#written = this.saving ? this.#written.then(() => this.#write(what)) : this.#write(what);
    await this.#written;
  }

  async #write({ act, sent, said, left = "", leftSaid }: Write): Promise<void> {
    this.saving = true;
    this.error = null;
    const slowly = setTimeout(() => (this.slow = true), SLOW_MS);
    try {
      const wrote = await act();
      const told = typeof said === "string" ? said : said(wrote);
      if (this.#typed.line !== sent) {
        this.saved = told;
        return;
      }
      if (left !== sent) {
        this.#typed.line = left;
        this.#typed.similar = [];
        this.#understand();
      }
      this.saved = leftSaid === undefined ? told : `${told} ${leftSaid}`;
      this.#leaving = setTimeout(this.#hide, leftSaid === undefined ? SAVED_MS : KEPT_MS);
    } catch (thrown) {
      this.error = BackendError.from(thrown);
    } finally {
      clearTimeout(slowly);
      this.saving = this.slow = false;
    }
  }

  /** The window was about to go; somebody writes on. */
  stay(): void {
    clearTimeout(this.#leaving);
  }

  /** The line changed: what was said of the one before is over. */
  forget(): void {
    this.saved = null;
    this.error = null;
    this.stay();
  }
}
