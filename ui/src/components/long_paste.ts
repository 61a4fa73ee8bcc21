import { count } from "../format/number";
import { m } from "../paraglide/messages.js";

/** Why a field's text was refused and why a paste was left out, where both are to be said. */
export const both = (refused: string | undefined, leftOut: string | undefined): string | undefined =>
  refused === undefined || leftOut === undefined ? (refused ?? leftOut) : `${refused} ${leftOut}`;

/**
 * What is pasted or dropped into a text field and does not fit its `maxlength` is left out whole, before the browser
 * lays a letter of it out: a pasted file would stop the page for seconds, and a text cut off without a word is a text
 * nobody wrote. What stood in the field stays. `say` is told why, and `undefined` once the field changes again.
 */
export const leavesOutLongPastes =
  (say: (why: string | undefined) => void) =>
  (field: HTMLInputElement | HTMLTextAreaElement): (() => void) => {
    const leaveOut = (event: Event, text: string, replaced: number): void => {
      const room = field.maxLength - field.value.length + replaced;
      if (field.maxLength < 0 || text.length <= room) return;
      // A line break counts once in a field, and nobody misses the blanks after the last word.
      const pasted = text.replace(/\r\n?/gu, "\n").trimEnd().length;
      if (pasted <= room) return;
      event.preventDefault();
      say(m.paste_too_long({ pasted: count(pasted), room: count(Math.max(room, 0)) }));
    };
    const onpaste = (event: Event): void => {
      const text = (event as ClipboardEvent).clipboardData?.getData("text/plain") ?? "";
      leaveOut(event, text, (field.selectionEnd ?? 0) - (field.selectionStart ?? 0));
    };
    const ondrop = (event: Event): void => {
      const text = (event as DragEvent).dataTransfer?.getData("text/plain") ?? "";
      // What is marked here and dragged within the field is moved: it takes no more room than before.
      const marked = field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
      leaveOut(event, text, text === marked ? marked.length : 0);
    };
    const oninput = (): void => say(undefined);
    field.addEventListener("paste", onpaste);
    field.addEventListener("drop", ondrop);
    field.addEventListener("input", oninput);
    return () => {
      field.removeEventListener("paste", onpaste);
      field.removeEventListener("drop", ondrop);
      field.removeEventListener("input", oninput);
    };
  };
