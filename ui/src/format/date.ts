import { formatLocale } from "./locale";

/** A local date without a time, `YYYY-MM-DD`: a date alone stays a date (DOMAIN §4). */
export type LocalDate = string;

const MS_PER_DAY = 86_400_000;
const MS_PER_HOUR = 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = formatLocale();
  const key = locale + JSON.stringify(options);
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}

/** Midnight UTC of the date: only ever formatted in UTC, so no zone can move it. */
function utc(date: LocalDate): Date {
  return new Date(`${date.slice(0, 10)}T00:00:00Z`);
}

/** `Sep 15`. */
export const day = (date: LocalDate): string =>
  dateFormat({ month: "short", day: "numeric", timeZone: "UTC" }).format(utc(date));

/** `Sep 15, 2025`. */
export const dayAndYear = (date: LocalDate): string =>
  dateFormat({ month: "short", day: "numeric", year: "numeric", timeZone: "UTC" }).format(utc(date));

/** `Thursday, December 3`. */
export const weekday = (date: LocalDate): string =>
  dateFormat({ weekday: "long", month: "long", day: "numeric", timeZone: "UTC" }).format(utc(date));

/** `Mon, Sep 15, 2025`. */
export const weekdayAndYear = (date: LocalDate): string =>
  dateFormat({ weekday: "short", month: "short", day: "numeric", year: "numeric", timeZone: "UTC" }).format(utc(date));

/** `Sep 15`, or `Sep 15, 2025` when the year is not the one people are in. */
export const dayNear = (date: LocalDate, today: LocalDate): string =>
  date.slice(0, 4) === today.slice(0, 4) ? day(date) : dayAndYear(date);

const calendars = new Map<string, Intl.DateTimeFormat>();

/**
 * The clinic's local date of an instant (UTC milliseconds). Put together from its parts: how a locale writes a whole date
 * differs between engines. Canada's is `2026-11-26` in most, and `11/26/26` in a WebKit with the ICU of Debian 12.
 */
export function localDate(atUtcMs: number, zone: string): LocalDate {
  let calendar = calendars.get(zone);
  if (calendar === undefined) {
    const parts = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
    calendar = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", { timeZone: zone, ...parts });
    calendars.set(zone, calendar);
  }
  const found = Object.fromEntries(calendar.formatToParts(new Date(atUtcMs)).map(({ type, value }) => [type, value]));
  return `${(found["year"] ?? "").padStart(4, "0")}-${found["month"]}-${found["day"]}`;
}

/** Date and time of an instant in the clinic's zone: `Dec 3, 7:40 AM`. */
export const dayAndTime = (atUtcMs: number, zone: string): string =>
  dateFormat({ month: "short", day: "numeric", hour: "numeric", minute: "2-digit", timeZone: zone }).format(
    new Date(atUtcMs),
  );

/** The time of day of an instant in the clinic's zone: `7:40 AM`. */
export const time = (atUtcMs: number, zone: string): string =>
  dateFormat({ hour: "numeric", minute: "2-digit", timeZone: zone }).format(new Date(atUtcMs));

/** Monday to Sunday, as people call them. */
export function weekdayNames(): string[] {
  // January 5, 1970 was a Monday.
  const name = (offset: number): string =>
    dateFormat({ weekday: "long", timeZone: "UTC" }).format(new Date((4 + offset) * MS_PER_DAY));
  return Array.from({ length: 7 }, (_, offset) => name(offset));
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((utc(to).getTime() - utc(from).getTime()) / MS_PER_DAY);

/** Whole years on the calendar from `from` to `to`, which is not earlier. */
export const wholeYears = (from: LocalDate, to: LocalDate): number =>
  Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);

/**
 * The instant at the same time of day on another day of the clinic's zone; an hour later where clocks were put forward over
 * that very time.
 */
export function sameTimeOn(atUtcMs: number, date: LocalDate, zone: string): number {
  const moved = atUtcMs + daysBetween(localDate(atUtcMs, zone), date) * MS_PER_DAY;
  // Where clocks were changed in between it is an hour off, and near midnight that is another day.
  const near = [0, MS_PER_HOUR, -MS_PER_HOUR].map((off) => moved + off).filter((at) => localDate(at, zone) === date);
  return near.find((at) => time(at, zone) === time(atUtcMs, zone)) ?? near[0] ?? moved;
}

/** The date `days` later. */
export const addDays = (date: LocalDate, days: number): LocalDate =>
  new Date(utc(date).getTime() + days * MS_PER_DAY).toISOString().slice(0, 10);
