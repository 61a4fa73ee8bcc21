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

/** Whether another window dropped this line: it was saved there, or a text in it was removed for good. */
export const draftDropped = (event: StorageEvent, line: string): boolean =>
  event.key === KEY && event.newValue === null && event.oldValue === line;

/**
 * Keeps the line. One that was blocked as patient data is not written anywhere: it stays in the window until
 * the program ends (design "Patient data guard").
 */
export function keepDraft(line: string, blocked: boolean): void {
  try {
    if (line === "" || blocked) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, line);
  } catch {
    // The line is still in the field.
  }
}
