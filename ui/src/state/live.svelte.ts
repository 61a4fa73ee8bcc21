import { backend, BackendError } from "../backend";
import { required, type Kind } from "../backend/bindings/schema";
import type { Reading } from "./reading";

/** For a reading that any act may change, such as the list of acts itself. */
export const EVERY_KIND = Object.keys(required) as Kind[];

/** How often each kind of data changed, as far as this window was told. */
const versions: Record<string, number> = $state({});

/** Marks kinds as changed: every live reading of one of them is read again. */
export function changed(kinds: readonly string[]): void {
  for (const kind of kinds) versions[kind] = (versions[kind] ?? 0) + 1;
}

/** Makes the calling effect run again when the kind changes. */
export const versionOf = (kind: string): number => versions[kind] ?? 0;

/** Other windows' writes reach this one. */
export function startListening(): () => void {
  return backend.onChanged(changed);
}

/** What a view shows, read from the backend and read again when its kinds change. */
export class Live<T> implements Reading {
  /** The last good answer; it stays on screen while the next one is on its way. */
  value: T | undefined = $state.raw();
  error: BackendError | undefined = $state.raw();
  reading = $state(false);
  #asked = 0;
  #tries = $state(0);

  /**
   * `read` is run again when what it depends on changes: its own state, or data of one of `kinds`.
   * Returning null means there is nothing to ask. Must be created in a component.
   */
  constructor(kinds: readonly string[], read: () => Promise<T> | null) {
    $effect(() => {
      for (const kind of kinds) versionOf(kind);
      void this.#tries;
      const asked = ++this.#asked;
      const reading = read();
      this.reading = reading !== null;
      if (reading === null) {
        this.value = undefined;
        return;
      }
      reading.then(
        (value) => {
          if (asked !== this.#asked) return;
          this.value = value;
          this.error = undefined;
          this.reading = false;
        },
        (thrown: unknown) => {
          if (asked !== this.#asked) return;
          this.error = BackendError.from(thrown);
          this.reading = false;
        },
      );
    });
  }

  get there(): boolean {
    return this.value !== undefined;
  }

  again(): void {
    this.#tries += 1;
  }
}
