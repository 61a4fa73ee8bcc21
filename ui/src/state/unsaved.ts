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

/** Drops everything typed and not saved: a text that was removed from the record must not come back out of a form. */
export const forgetTyped = (): void => unsaved.clear();
