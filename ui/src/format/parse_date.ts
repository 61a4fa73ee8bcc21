import { m } from "../paraglide/messages.js";
import { addDays, daysBetween, type LocalDate } from "./date";
import { formatLocale } from "./locale";
import { saidDate, type Names } from "./said_date";

export type ParsedDate = { date: LocalDate } | { problem: DateProblem };

/** Why a text is no date; `no_such_day`: it reads as one that the calendar does not have. */
export type DateProblem = "empty" | "year_unfinished" | "no_such_day" | "no_date";

/** Where a day without a year is looked for: around today, or not after it. */
export type Lies = "near" | "past";

/** Which of day, month and year comes first where the person lives. */
function order(locale: string): ("day" | "month" | "year")[] {
  return new Intl.DateTimeFormat(locale, { day: "2-digit", month: "2-digit", year: "numeric" })
    .formatToParts(new Date(0))
    .map((part) => part.type)
    .filter((type) => type === "day" || type === "month" || type === "year");
}

/** How a date is typed here, for the field's hint: `MM/DD/YYYY`. */
export function datePattern(locale: string = formatLocale()): string {
  const letters = { day: "DD", month: "MM", year: locale.startsWith("es") ? "AAAA" : "YYYY" };
  return order(locale)
    .map((part) => letters[part])
    .join("/");
}

/** A date in the order of `datePattern`, in figures: `09/15/2025`. */
export function dateInFigures(date: LocalDate, locale: string = formatLocale()): string {
  const [year = "", month = "", day = ""] = date.split("-");
  const parts = { year, month, day };
  return order(locale)
    .map((part) => parts[part])
    .join("/");
}

/** Whether this is a date as it is stored, and not what somebody typed that is none yet. */
export const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && isoDate(text) !== null;

/** Without accents, points of abbreviations and capitals: `Mié.` is `mie`. */
const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}|\./gu, "").toLowerCase();

/** What may stand between the parts of a date in words: `14 de marzo de 2026`, `the 14th of March`. */
const BETWEEN = new Set(["de", "del", "of", "the", "el"]);
/** Fewer letters could begin several months or weekdays. */
const LETTERS_OF_A_NAME = 3;

/** The number of a month by its name or the beginning of it; undefined if that is no month's. */
function monthOf(word: string, locale: string): number | undefined {
  if (word.length < LETTERS_OF_A_NAME) return undefined;
  const long = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  const names = Array.from({ length: 12 }, (_, month) => folded(long.format(Date.UTC(2026, month, 1))));
  const at = names.findIndex((name) => name.startsWith(word));
  return at < 0 ? undefined : at + 1;
}

/**
 * A date as a person types it: in the order of their locale or ISO (`09/15/2025`, `15.9.2025`, `2025-09-15`), with the
 * month's name (`14 Mar`, `March 14, 2026`), or `today`, `day after tomorrow`, `Friday`,
 * `in 2 weeks`, `end of January` (`saidDate`). Without a year it is the nearest day
 * of that name: in January `12/28` is of last December, in December `1/10` is of next January; where it lies in the past, the
 * newest one that is no day to come. A weekday alone is the next one after today, in the past the last one before. Day and
 * month the other way round are taken where only that is a day (`31/12` in the US). A year of two digits is of this century,
 * unless it may be the beginning of four: `20` is unfinished, not guessed. The name of a weekday before a date is passed over.
 */
export function parseDate(text: string, today: LocalDate, locale: string = formatLocale(), lies: Lies = "near"): ParsedDate {
  const trimmed = text.trim().replace(/(\d)\.?[ºª]/g, "$1");
  if (trimmed === "") return { problem: "empty" };
  if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(trimmed)) return found(isoDate(trimmed));

  const names: Names = { month: (word) => monthOf(word, locale), weekday: (word) => weekdayOf(word, locale) };
  const parts = trimmed.split(/[/.,\-\s]+/).map((part) => folded(part).replace(/^(\d+)(st|nd|rd|th|º)$/, "$1"));
  const said = saidDate(parts.filter((part) => part !== ""), today, locale, names, lies === "past");
  if (said !== undefined) return { date: said };
  const told = parts.filter((part) => part !== "" && !BETWEEN.has(part));
  const words = told.filter((part) => !/^\d{1,4}$/.test(part));
  const away = words.length === told.length ? daysAway(told.join(" "), today, locale, lies) : undefined;
  if (away !== undefined) return { date: addDays(today, away) };
  if (words.length === 2 && weekdayOf(words[0] ?? "", locale) !== undefined) words.shift();
  const numbers = told.filter((part) => /^\d{1,4}$/.test(part));
  if (words.length > 1) return { problem: "no_date" };
  const named = words[0] === undefined ? undefined : monthOf(words[0], locale);
  if (words[0] !== undefined && named === undefined) return { problem: "no_date" };

  const inOrder = order(locale).filter((part) => named === undefined || part !== "month");
  const withYear = numbers.length === inOrder.length;
  // Beside a month's name the longer number is the year, wherever it stands.
  const places = named !== undefined ? dayFirst(numbers, inOrder) : inOrder;
  const without = inOrder.filter((part) => part !== "year");
  if (!withYear && numbers.length !== without.length) return { problem: "no_date" };
  const read = { day: 0, month: named ?? 0, year: 0 };
  for (const [index, part] of (withYear ? places : without).entries()) {
    const digits = numbers[index] ?? "";
    if (part !== "year" && digits.length > 2) return { problem: "no_date" };
    const number = part === "year" ? yearOf(digits) : Number(digits);
    if (number === undefined) return { problem: "year_unfinished" };
    read[part] = number;
  }
  const on = (month: number, day: number): LocalDate | null =>
    withYear ? onCalendar(read.year, month, day) : nearest(month, day, today, lies);
  return found(on(read.month, read.day) ?? (named === undefined ? on(read.day, read.month) : null));
}

/** A year of four digits, or of two that cannot be the beginning of four: `26` is 2026, `20` may become 2025. */
function yearOf(digits: string): number | undefined {
  if (digits.length === 4) return Number(digits);
  return digits.length === 2 && digits !== "19" && digits !== "20" ? 2000 + Number(digits) : undefined;
}

const dayFirst = (numbers: string[], inOrder: ("day" | "month" | "year")[]): typeof inOrder =>
  numbers[0]?.length === 4 ? ["year", "day"] : inOrder.length === 2 ? ["day", "year"] : inOrder;

/** How many days from today the words say: `tomorrow`, `Friday`. */
function daysAway(told: string, today: LocalDate, locale: string, lies: Lies): number | undefined {
  const words: [string, number][] = [
    [m.date_today(), 0],
    [m.date_tomorrow(), 1],
    [m.date_after_tomorrow(), 2],
    [m.date_yesterday(), -1],
    [m.date_before_yesterday(), -2],
  ];
  const found = words.find(([name]) => folded(name) === told)?.[1];
  const weekday = found === undefined ? weekdayOf(told, locale) : undefined;
  if (weekday === undefined) return found;
  const ahead = (weekday - new Date(today).getUTCDay() + 7) % 7 || 7;
  return lies === "past" ? ahead - (ahead === 7 ? 14 : 7) : ahead;
}

/** The weekday of a name or the beginning of one, Sunday 0; undefined if it is none's. */
function weekdayOf(word: string, locale: string): number | undefined {
  const long = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  // 2026-02-01 is a Sunday.
  const names = Array.from({ length: 7 }, (_, day) => folded(long.format(Date.UTC(2026, 1, 1 + day))));
  const at = word.length < LETTERS_OF_A_NAME ? -1 : names.findIndex((name) => name.startsWith(word));
  return at < 0 ? undefined : at;
}

/** The day of this month and number that is fewest days from today; null where no year around has it. */
function nearest(month: number, day: number, today: LocalDate, lies: Lies): LocalDate | null {
  const year = Number(today.slice(0, 4));
  const away = (date: LocalDate): number => Math.abs(daysBetween(today, date));
  const days = [year - 1, year, year + 1].map((each) => onCalendar(each, month, day)).filter((date) => date !== null).filter((date) => lies === "near" || date <= today);
  return days.reduce<LocalDate | null>((best, date) => (best === null || away(date) < away(best) ? date : best), null);
}

function isoDate(text: string): LocalDate | null {
  const [year, month, day] = text.split("-").map(Number);
  return onCalendar(year ?? 0, month ?? 0, day ?? 0);
}

/** The date, where the calendar has it. */
function onCalendar(year: number, month: number, day: number): LocalDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCFullYear(year);
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? date.toISOString().slice(0, 10) : null;
}

const found = (date: LocalDate | null): ParsedDate => (date === null ? { problem: "no_such_day" } : { date });
