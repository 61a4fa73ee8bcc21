/**
 * A value that survives a restart of the window.
 *
 * What is stored was written by an older version at worst, so it is checked on the way in: a value the
 * check refuses is the initial one, never an error. Storage that refuses (full, private mode) costs only
 * the memory, not the act.
 */
export class Remembered<T> {
  #value: T = $state() as T;

  constructor(
    private readonly key: string,
    initial: T,
    private readonly check: (stored: unknown) => stored is T,
  ) {
    this.#value = read(key, check) ?? initial;
  }

  get current(): T {
    return this.#value;
  }

  /** Takes over what another window stored. */
  reread(): void {
    this.#value = read(this.key, this.check) ?? this.#value;
  }

  set current(value: T) {
    this.#value = value;
    try {
      localStorage.setItem(this.key, JSON.stringify(value));
    } catch {
      // The view still works; only the next start begins from the defaults.
    }
  }
}

function read<T>(key: string, check: (stored: unknown) => stored is T): T | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return check(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

/** A check for one of a fixed list of words. */
export function oneOf<const T extends string>(...words: T[]): (stored: unknown) => stored is T {
  return (stored): stored is T => words.some((word) => word === stored);
}

/** A check for a text. */
export const isText = (stored: unknown): stored is string => typeof stored === "string";

/** A check for yes or no. */
export const isYesNo = (stored: unknown): stored is boolean => typeof stored === "boolean";
