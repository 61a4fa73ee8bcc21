/** The line Esc kept. It outlives the window and a crash, until it is saved. */
const KEY = "capture.draft";

/** The kept line, or none. */
export function keptDraft(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** Lines that were not saved and gave way to another one in the field; they outlive a crash as the draft does. */
const ASIDE = "capture.not_saved";

/** The lines that wait to come back to the field, the oldest first. */
export function keptAside(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(ASIDE) ?? "[]");
    return Array.isArray(kept) ? kept.filter((line) => typeof line === "string") : [];
  } catch {
    return [];
  }
}

/** Keeps them. As with the draft, none that was blocked as patient data may be among them. */
export function keepAside(lines: readonly string[]): void {
  try {
    if (lines.length === 0) localStorage.removeItem(ASIDE);
    else localStorage.setItem(ASIDE, JSON.stringify(lines));
  } catch {
    // They are still in the window.
  }
}

/** Whether another window dropped them: a text in one of them was removed for good. */
export const asideDropped = (event: StorageEvent): boolean => event.key === ASIDE && event.newValue === null;

/** Whether another window dropped this line: it was saved there, or a text in it was removed for good. */
export const draftDropped = (event: StorageEvent, line: string): boolean =>
  event.key === KEY && event.newValue === null && event.oldValue === line;

/**
 * Keeps the line. One that was blocked as patient data is not written anywhere: it stays in the window until
 * the program ends.
 */
export function keepDraft(line: string, blocked: boolean): void {
  try {
    if (line === "" || blocked) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, line);
  } catch {
    // The line is still in the field.
  }
}
