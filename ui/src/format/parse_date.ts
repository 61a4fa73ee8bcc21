import { formatLocale } from "./locale";
import type { LocalDate } from "./date";

export type ParsedDate = { date: LocalDate } | { problem: "empty" | "year_unfinished" | "no_date" };

/** Which of day, month and year comes first where the person lives. */
function order(locale: string): ("day" | "month" | "year")[] {
  return new Intl.DateTimeFormat(locale, { day: "2-digit", month: "2-digit", year: "numeric" })
    .formatToParts(new Date(0))
    .map((part) => part.type)
    .filter((type) => type === "day" || type === "month" || type === "year");
}

/** How a date is typed here, for the field's hint: `MM/DD/YYYY`. */
export function datePattern(locale: string = formatLocale()): string {
  const letters = { day: "DD", month: "MM", year: "YYYY" };
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

/**
 * A date as a person types it, in the order of their locale or ISO: `09/15/2025`, `15.9.2025`, `2025-09-15`.
 * A year of fewer than four digits is unfinished, not guessed; a day the calendar does not have is no date.
 */
export function parseDate(text: string, locale: string = formatLocale()): ParsedDate {
  const trimmed = text.trim();
  if (trimmed === "") return { problem: "empty" };
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(trimmed);
  if (iso !== null) return checked(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = trimmed.split(/[/.\-\s]+/).filter(Boolean);
  if (numbers.length !== 3 || !numbers.every((part) => /^\d{1,4}$/.test(part))) return { problem: "no_date" };
  const found = { day: 0, month: 0, year: 0 };
  for (const [index, part] of order(locale).entries()) {
    const digits = numbers[index] ?? "";
    if (part === "year" && digits.length !== 4) return { problem: "year_unfinished" };
    found[part] = Number(digits);
  }
  return checked(found.year, found.month, found.day);
}

function checked(year: number, month: number, day: number): ParsedDate {
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCFullYear(year);
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? { date: date.toISOString().slice(0, 10) } : { problem: "no_date" };
}
