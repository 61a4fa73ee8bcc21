import { untrack } from "svelte";
import { BackendError } from "../backend";
import type { Group, Page } from "../backend/bindings/types";
import { versionOf } from "./live.svelte";
import type { Reading } from "./reading";

/** Rows of one page: the most the border gives. */
export const PAGE_ROWS = 200;

type ReadPage<T> = (page: { cursor: string | null; limit: number }) => Promise<Page<T>>;

/**
 * A list read page by page as it is scrolled. When its data change it is read again as far as somebody looked
 * (`seen`), or as far as it was read where nobody says; what lay further down comes back as it is scrolled to.
 */
export class Pages<T> implements Reading {
  groups: Group[] = $state.raw([]);
  total = $state(0);
  /** The first page is here. */
  loaded = $state(false);
  /** How often the same list was read again: its data changed. */
  readings = $state(0);
  error: BackendError | undefined = $state.raw();
  reading = $state(false);
  #rows: T[] = [];
  /** Rows were put at the end of the list since it was read from the top. */
  #grown = $state(0);
  #next: string | null = null;
  #asked = 0;
  #busy = false;
  /** The next page that was asked for last. */
  #more: Promise<void> = Promise.resolve();
  /** The list is being read anew; where that fails, the old rows stand, and what follows them. */
  #loading = false;
  /** The reading anew that was begun last. */
  #anew: Promise<void> = Promise.resolve();
  #tries = $state(0);
  /** The last row in view, as far as a list says. */
  #seen: number | undefined;
  #read: () => ReadPage<T>;

  /**
   * `read` gives the reader for the filter as it stands now; what it touches is what makes the list begin
   * again from the top. Must be created in a component.
   */
  constructor(kinds: readonly string[], read: () => ReadPage<T>) {
    this.#read = read;
    let before: unknown;
    $effect(() => {
      const reader = read();
      for (const kind of kinds) versionOf(kind);
      void this.#tries;
      untrack(() => {
        if (before !== reader) this.#seen = undefined;
        const same = before === reader;
        // The old place is one in another list: nothing goes on from it, with this reader least of all.
        if (before !== reader) this.#next = null;
        before = reader;
        this.#anew = this.#load(reader, same ? Math.max(this.#wanted(), PAGE_ROWS) : PAGE_ROWS).then((read) => {
          if (read && same) this.readings += 1;
        });
      });
    });
  }

  /**
   * The rows read so far. The next page is put at the end of the same array, which is never copied: what is made of the
   * rows is made from here each time, never from an array that was kept.
   */
  get rows(): readonly T[] {
    void this.#grown;
    return this.#rows;
  }

  get there(): boolean {
    return this.loaded;
  }
  /** Reads it again as far as somebody looked, also where a later page did not come. */
  again(): void {
    this.#tries += 1;
  }

  /** The last row somebody sees, or has the keys on: a reading again goes one page further than that. */
  seen(index: number): void {
    this.#seen = index;
  }

  #wanted(): number {
    if (this.#seen === undefined) return this.#rows.length;
    return Math.min(this.#rows.length, this.#seen + 1 + PAGE_ROWS);
  }

  /** Reads the next page, or waits for the one that is on its way; nothing happens at the end. */
  more(): Promise<void> {
    if (!this.#busy && !this.#loading && this.#next !== null) this.#more = this.#readMore();
    return this.#more;
  }

  /**
   * Reads on until so many rows are here, or all there are; says whether they are here. They are not where a reading failed, or
   * where the list is another one by then.
   */
  async upTo(most: number): Promise<boolean> {
    const reader = this.#read();
    for (;;) {
      while (this.#loading) await this.#anew;
      if (this.#read() !== reader) return false;
      if (this.#rows.length >= most) return true;
      if (this.#next === null) return this.error === undefined;
      const [before, asked] = [this.#rows.length, this.#asked];
      await this.more();
      if (this.#rows.length === before && asked === this.#asked) return false;
    }
  }

  async #readMore(): Promise<void> {
    const asked = this.#asked;
    this.#busy = true;
    try {
      const page = await this.#read()({ cursor: this.#next, limit: PAGE_ROWS });
      if (asked !== this.#asked) return;
      this.#rows.push(...page.rows);
      this.#grown += 1;
      this.#next = page.next;
      this.error = undefined;
    } catch (thrown) {
      if (asked === this.#asked) this.error = BackendError.from(thrown);
    } finally {
      this.#busy = false;
    }
  }

  /** Reads from the top until `wanted` rows are here; the old rows stay until then. Says whether they are those of this reading. */
  async #load(reader: ReadPage<T>, wanted: number): Promise<boolean> {
    const asked = ++this.#asked;
    this.#loading = this.reading = true;
    const rows: T[] = [];
    let cursor: string | null = null;
    try {
      do {
        const page: Page<T> = await reader({ cursor, limit: PAGE_ROWS });
        if (asked !== this.#asked) return false;
        rows.push(...page.rows);
        cursor = page.next;
        if (page.total !== null) {
          this.groups = page.groups;
          this.total = page.total;
        }
      } while (cursor !== null && rows.length < wanted);
      this.#rows = rows;
      this.#grown += 1;
      this.#next = cursor;
      this.loaded = true;
      this.error = undefined;
      return true;
    } catch (thrown) {
      if (asked === this.#asked) this.error = BackendError.from(thrown);
      return false;
    } finally {
      if (asked === this.#asked) this.#loading = this.reading = false;
    }
  }
}
