import { untrack } from "svelte";
import type { Form } from "./form.svelte";
import { unsaved, type Unsaved } from "./unsaved";

/** The fields of a form, for `keepTyped`. */
export interface Fields<T extends object> {
  /** Fills the fields with what the record says. */
  start: () => void;
  /** What stands in the fields now. */
  read: () => T;
  /** Fills the fields. */
  put: (values: T) => void;
  /** Remembers what stands in the fields as what was on the screen before anybody typed. */
  begin?: () => void;
  /**
   * For a form that stands open after it is saved, as a card of the settings does: what the record says. When that
   * changes, the fields nobody touched follow it.
   */
  follows?: () => unknown;
}

const differ = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
const taken = (of: object, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(of).filter(([name]) => names.includes(name)));

/**
 * Gives a form its start values each time it opens, and keeps what is typed in it when it closes without saving: a
 * stray click, Esc, another item. The next time the same form opens for the same thing, the touched fields hold
 * what was typed, and `begin` sees beside them what was on the screen when it was typed; all others follow the record.
 *
 * @param about Names the form and the thing it is about while it stands open; null while it is closed. What the
 *   form starts from may change meanwhile (another window writes, the day turns): as long as this stays the same,
 *   what stands in the fields stays too.
 *
 * Must be called in a component. Saving through the form, or `form.letGo()`, ends the keeping; in a form that stands
 * open (`follows`), what is typed after it was sent is kept again.
 */
export function keepTyped<T extends object>(form: Form, about: () => string | null, fields: Fields<T>): void {
  const now = $derived(about());
  const record = $derived(JSON.stringify(fields.follows?.()));
  /** What the form stands open for. */
  let standing: string | null = null;
  /** What stands in the fields as not typed. */
  let fresh: object = {};
  const begin = (kept: Unsaved | undefined): void => {
    fresh = fill(fields, kept);
  };
  $effect(() => {
    const key = now;
    void record;
    const stood = standing === key;
    standing = key;
    if (key === null) return;
    let gone = false;
    untrack(() => {
      const kept = unsaved.get(key);
      begin(kept);
      const letGo = (): void => {
        gone = true;
        unsaved.delete(key);
      };
      const sending = (): (() => void) => {
        if (fields.follows === undefined) return letGo;
        const sent = snapshot(fields);
        return () => {
          unsaved.delete(key);
          if (standing !== key) return;
          const typed = snapshot(fields);
          fields.put(sent);
          fields.begin?.();
          fields.put(typed);
          fresh = sent;
        };
      };
      form.opened({ letGo, sending, startAgain: () => begin(undefined) }, stood ? form.broughtBack : kept !== undefined);
    });
    return () => {
      if (!gone) untrack(() => keep(key, fresh, snapshot(fields)));
    };
  });
}

const snapshot = <T extends object>(fields: Fields<T>): T => $state.snapshot(fields.read()) as T;

/** Fills the form; gives back what stands in it as not typed. */
function fill<T extends object>(fields: Fields<T>, kept: Unsaved | undefined): T {
  fields.start();
  if (kept === undefined) {
    fields.begin?.();
    return snapshot(fields);
  }
  fields.put({ ...snapshot(fields), ...kept.was });
  fields.begin?.();
  const begun = snapshot(fields);
  fields.put({ ...begun, ...kept.typed });
  return begun;
}

function keep(key: string, fresh: object, now: object): void {
  const before = new Map(Object.entries(fresh));
  const touched = Object.entries(now).filter(([name, value]) => differ(before.get(name), value)).map(([name]) => name);
  if (touched.length === 0) unsaved.delete(key);
  else unsaved.set(key, { typed: taken(now, touched), was: taken(fresh, touched) });
}
