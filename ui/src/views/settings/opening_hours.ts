/**
 * The clinic's opening hours as the record keeps them: a JSON list of seven lists of spans, Monday first, such as
 * `[["08:00-12:00","13:00-17:00"],…]`, and a JSON list of holidays as ISO days. Both are checked again in Rust.
 */

/** Wall-clock times as a time field gives them, `HH:MM`; closing at `00:00` means midnight at the end of the day. */
export interface Span {
  from: string;
  to: string;
}

/** Monday to Sunday. */
export const DAYS = 7;
const MIDNIGHT_IN = "00:00";
const MIDNIGHT_OUT = "24:00";

/** What a weekday starts out with when hours are added to it. */
export const USUAL: Span = { from: "08:00", to: "17:00" };

/** The week as the card edits it; text that is no such list (a newer version may write more) is an empty week. */
export function readWeek(text: string | null): Span[][] {
  const week: unknown = parsed(text);
  const lists = Array.isArray(week) && week.length === DAYS ? week : Array.from({ length: DAYS }, () => []);
  return lists.map((spans: unknown) => (Array.isArray(spans) ? spans.filter(isText).map(readSpan) : []));
}

/** The week as the record keeps it; null when the clinic is never open, which is the same as not said. */
export function writeWeek(week: readonly (readonly Span[])[]): string | null {
  if (week.every((spans) => spans.length === 0)) return null;
  return JSON.stringify(week.map((spans) => spans.map(writeSpan)));
}

/** Holidays in order, each once. */
export function readHolidays(text: string | null): string[] {
  const days = parsed(text);
  return Array.isArray(days) ? [...new Set(days.filter(isText))].sort() : [];
}

export function writeHolidays(days: readonly string[]): string | null {
  return days.length === 0 ? null : JSON.stringify([...new Set(days)].sort());
}

/** Why the spans of one day cannot be kept, and at which time of which span. */
export interface Wrong {
  why: "incomplete" | "order" | "overlap";
  span: number;
  at: keyof Span;
}

/** The first thing that is wrong with the spans of one day; null when they can be kept. */
export function wrong(spans: readonly Span[]): Wrong | null {
  const empty = spans.findIndex((span) => span.from === "" || span.to === "");
  if (empty >= 0) return { why: "incomplete", span: empty, at: spans[empty]?.from === "" ? "from" : "to" };
  const turned = spans.findIndex((span) => closing(span.to) <= span.from);
  if (turned >= 0) return { why: "order", span: turned, at: "to" };
  const inOrder = spans.map((span, index) => ({ ...span, index })).sort((a, b) => a.from.localeCompare(b.from));
  const early = inOrder.find((span, index) => span.from < closing(inOrder[index - 1]?.to ?? span.from));
  return early === undefined ? null : { why: "overlap", span: early.index, at: "from" };
}

const isText = (value: unknown): value is string => typeof value === "string";
const closing = (to: string): string => (to === MIDNIGHT_IN ? MIDNIGHT_OUT : to);

function readSpan(text: string): Span {
  const [from = "", to = ""] = text.split("-");
  return { from, to: to === MIDNIGHT_OUT ? MIDNIGHT_IN : to };
}

const writeSpan = (span: Span): string => `${span.from}-${closing(span.to)}`;

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}
