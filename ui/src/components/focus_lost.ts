/**
 * Whether the keys stand nowhere: a view that was opened by its key has not been given them, or they wait on its head for what is
 * still read.
 */
export const keysNowhere = (): boolean =>
  document.activeElement === null || document.activeElement === document.body || document.activeElement.matches("main h1");

/**
 * Whether the keys stand nowhere, or on something that is about to go: what closes gives them back only then, because
 * an act may have put them where they belong already.
 */
export function focusLost(closing: string): boolean {
  return keysNowhere() || document.activeElement?.closest(closing) != null;
}
