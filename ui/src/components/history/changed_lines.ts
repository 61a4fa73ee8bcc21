import type { FieldChange, HistoryEntry } from "../../backend/bindings/types";
import { localDate } from "../../format/date";
import { m } from "../../paraglide/messages.js";
import { chosenText, fieldName, valueText, type Where } from "../../value_words";

/** What stands for a text that was taken out for good, as the record has it. */
const REMOVED = "[removed]";

/** Longest text in characters that is shown whole in a line of the history. */
const LONGEST = 90;

/** Fields that hold a person: without one it is nobody, and not empty. */
const PEOPLE = new Set(["owner", "backup", "requester", "vendor_contact", "by", "promised_by", "accepted_by", "verified_by", "keeper", "person"]);

/** Things whose making the act's own name tells in full. */
const TOLD_BY_THE_ACT = new Set(["link", "voice"]);

/** One changed field as a line. */
export interface ChangedLine {
  /** Stays the same while the history grows. */
  key: string;
  /** The thing whose field it is. */
  id: string;
  kind: FieldChange["kind"];
  /** With long texts shortened. */
  text: string;
  /** With everything; the same where nothing was shortened. */
  whole: string;
}

/** What an act changed on the thing `of`, field by field, without what the act's own line says already. */
export function changedLines(entry: HistoryEntry, of: string, where: Where): ChangedLine[] {
  const news = entry.changes.filter((change) => isNews(change, entry, where));
  return news.map((change) => {
    const shown = (shorten: boolean): string => line(change, entry, of, where, shorten);
    return { key: change.id + change.field, id: change.id, kind: change.kind, text: shown(true), whole: shown(false) };
  });
}

/** Whether several things of one kind that hang on the thing `of` are told of: which field is whose cannot be seen. */
export function areMixed(lines: readonly ChangedLine[], of: string): boolean {
  const first = new Map<FieldChange["kind"], string>();
  for (const { id, kind } of lines) {
    if (id === of) continue;
    if ((first.get(kind) ?? id) !== id) return true;
    first.set(kind, id);
  }
  return false;
}

/** Whether a line about it says more than the line of the act does. */
function isNews(change: FieldChange, entry: HistoryEntry, where: Where): boolean {
  const { field, was, value, made } = change;
  // Into the trash and out of it: the act's own name.
  if (field === "deleted") return false;
  if (!made) return was !== value;
  if (value === null || field === "key" || TOLD_BY_THE_ACT.has(change.kind)) return false;
  if (field === "reason") return value !== entry.why;
  if (field === "by" || field === "person") return value !== entry.by;
  if (change.shown_as === "instant") return localDate(Number(value), where.zone) !== localDate(entry.at, where.zone);
  return true;
}

function line(change: FieldChange, entry: HistoryEntry, of: string, where: Where, shorten: boolean): string {
  // Of what hangs on the thing, the act that made it says what it is.
  const field = fieldName(change, change.id !== of && !(change.made && entry.act === "set"));
  const now = inLine(change, change.value, where, shorten);
  if (change.made && change.was === null) return m.history_set({ field, now });
  const was = inLine(change, change.was, where, shorten);
  const bothWritten = change.shown_as === "text" && change.was !== null && change.value !== null;
  return bothWritten ? m.history_text({ field, was, now }) : m.history_edited({ field, was, now });
}

function inLine(change: FieldChange, value: string | null, where: Where, shorten: boolean): string {
  if (value === null) return PEOPLE.has(change.field) ? m.history_nobody() : m.history_empty();
  const text = valueText(change, value, where);
  if (change.shown_as === "name") return text === "" ? m.unknown() : text;
  if (change.shown_as !== "text" || chosenText(change, value) !== undefined) return text;
  const told = text.replaceAll(REMOVED, m.history_removed());
  return m.history_quoted({ text: shorten ? shortened(told) : told });
}

/** At most so many characters on one line, cut between words where there is a space to cut at. */
function shortened(text: string): string {
  const flat = text.replaceAll(/\s+/g, " ").trim();
  const letters = [...flat];
  if (letters.length <= LONGEST) return flat;
  const cut = letters.slice(0, LONGEST).join("");
  const space = cut.lastIndexOf(" ");
  return `${space > LONGEST / 2 ? cut.slice(0, space) : cut}…`;
}
