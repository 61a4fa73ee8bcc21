import { m } from "../paraglide/messages.js";
import { keepAside, keptAside } from "./draft";

/**
 * Lines that Enter was pressed on, that were not saved, and that stand in the field no more: somebody had written another one
 * meanwhile. Each comes back to the field once that is free.
 */
export class NotSaved {
  /** Those that it was learned of last, until somebody writes on. */
  told: readonly string[] = $state.raw([]);
  /** Said before them: why the first was not saved, where that is no error. */
  why: string | null = $state(null);
  #lines: { line: string; blocked: boolean }[] = keptAside().map((line) => ({ line, blocked: false }));

  /** Holds a line; one that is `blocked` as patient data is not written anywhere. */
  add(line: string, why: string | null, blocked: boolean): void {
    this.told = [...this.told, line];
    this.why ??= why;
    if (!this.#lines.some((held) => held.line === line)) this.#lines.push({ line, blocked });
    this.#keep();
  }

  /** The one that waits longest, if any; it is the field's again. */
  next(): string | undefined {
    const line = this.#lines.shift()?.line;
    this.#keep();
    return line;
  }

  /** What is told of them, beside what else failed. */
  said(failed: string | null): string | null {
    const said = [this.why, failed, ...this.told.map((line) => m.capture_missed({ line }))].filter((each) => each !== null);
    return said.length === 0 ? null : said.join(" ");
  }

  /** This line was saved after all: somebody wrote it once more. */
  saved(line: string): void {
    this.#lines = this.#lines.filter((held) => held.line !== line);
    this.#keep();
  }

  /** Somebody writes on: what was said of them is over, they themselves are not. */
  forget(): void {
    this.told = [];
    this.why = null;
  }

  /** A text in one of them was removed from the record for good: they are dropped whole. */
  drop(): void {
    this.#lines = this.#lines.filter((held) => held.blocked);
    this.forget();
  }

  #keep(): void {
    keepAside(this.#lines.filter((held) => !held.blocked).map((held) => held.line));
  }
}
