/**
 * Whether the keys stand nowhere, or on something that is about to go: what closes gives them back only then, because
 * an act may have put them where they belong already.
 */
export function focusLost(closing: string): boolean {
  const stand = document.activeElement;
  return stand === null || stand === document.body || stand.closest(closing) !== null;
}
