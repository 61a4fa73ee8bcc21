/** What stood in the fields somebody touched, and what had stood there before. */
export interface Unsaved {
  typed: Record<string, unknown>;
  was: Record<string, unknown>;
}

/**
 * What was typed and neither saved nor thrown away, by form and thing. In memory only: nothing has looked yet
 * whether it names a patient, so it is never written anywhere.
 */
export const unsaved = new Map<string, Unsaved>();

/** Forms about no record: they stand before there is one. */
export const FIRST_RUN = "first_run";
export const JOIN = "join";

/** Drops what was typed about a record that gives way to another one: a form for something new names none. */
export function forgetRecord(): void {
  for (const key of unsaved.keys()) if (key !== FIRST_RUN && key !== JOIN) unsaved.delete(key);
}

/** Drops everything typed and not saved: a text that was removed from the record must not come back out of a form. */
export const forgetTyped = (): void => unsaved.clear();
