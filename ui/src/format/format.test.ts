import { describe, expect, test } from "vitest";
import { addDays, day, dayAndYear, dayNear, daysBetween, localDate, sameTimeOn, weekday, wholeYears } from "./date";
import { formatLocale, numberLocale } from "./locale";
import { hours, hundredths, percent, plain, upToTenths } from "./number";
import { dateInFigures, datePattern, isDate, parseDate } from "./parse_date";

describe("dates", () => {
  test("a date alone stays a date in every zone", () => {
    expect(day("2025-09-15")).toBe("Sep 15");
    expect(dayAndYear("2025-09-15")).toBe("Sep 15, 2025");
    expect(weekday("2026-12-03")).toBe("Thursday, December 3");
  });

  test("the year is said when it is not this one", () => {
    expect(dayNear("2026-10-23", "2026-12-03")).toBe("Oct 23");
    expect(dayNear("2025-10-23", "2026-12-03")).toBe("Oct 23, 2025");
  });

  test("a time of day stays what it was on another day, also where clocks were changed in between", () => {
    const on = (at: number, date: string): number => sameTimeOn(at, date, "America/Denver");
    // Denver, UTC-7 in winter: noon on December 3 is 19:00 UTC.
    const noon = Date.UTC(2026, 11, 3, 19);
    expect(on(noon, "2026-12-03")).toBe(noon);
    expect(on(noon, "2026-11-30")).toBe(Date.UTC(2026, 10, 30, 19));
    // Clocks went back on November 1; before, noon was 18:00 UTC, and 00:15 was 06:15 UTC.
    expect(on(noon, "2026-10-30")).toBe(Date.UTC(2026, 9, 30, 18));
    expect(on(Date.UTC(2026, 9, 31, 6, 15), "2026-11-03")).toBe(Date.UTC(2026, 10, 3, 7, 15));
    // And forward at 2:00 on March 8: 23:30 on the 7th is 06:30 UTC of the 8th, on the 9th it is 05:30 UTC of the 10th.
    expect(on(Date.UTC(2026, 2, 8, 6, 30), "2026-03-09")).toBe(Date.UTC(2026, 2, 10, 5, 30));
    // There was no 2:30 on March 8: it is 3:30 in summer's time, 09:30 UTC.
    expect(on(Date.UTC(2026, 2, 7, 9, 30), "2026-03-08")).toBe(Date.UTC(2026, 2, 8, 9, 30));
  });

  test("days are counted on the calendar, over the change of the clocks and leap days", () => {
    expect(daysBetween("2026-10-23", "2026-12-03")).toBe(41);
    expect(daysBetween("2026-03-07", "2026-03-09")).toBe(2);
    expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
    expect(addDays("2026-11-15", -1)).toBe("2026-11-14");
  });

  test("years are counted on the calendar, too", () => {
    expect(wholeYears("2026-12-03", "2039-12-03")).toBe(13);
    expect(wholeYears("2026-12-03", "2039-12-02")).toBe(12);
    expect(wholeYears("2026-12-03", "2026-12-04")).toBe(0);
  });

  test("an instant falls on the clinic's day", () => {
    expect(localDate(Date.UTC(2026, 11, 3, 3), "America/Denver")).toBe("2026-12-02");
    expect(localDate(Date.UTC(2026, 11, 3, 3), "UTC")).toBe("2026-12-03");
  });

  test("and does so in an engine that writes every locale's dates with two digits for the year", () => {
    const format = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, "format") ?? {};
    Object.defineProperty(Intl.DateTimeFormat.prototype, "format", { ...format, get: () => () => "12/2/26" });
    try {
      expect(localDate(Date.UTC(2026, 11, 3, 3), "America/Denver")).toBe("2026-12-02");
    } finally {
      Object.defineProperty(Intl.DateTimeFormat.prototype, "format", format);
    }
  });
});

/** A Thursday. */
const TODAY = "2026-12-03";
const typed = (text: string, locale = "en-US"): ReturnType<typeof parseDate> => parseDate(text, TODAY, locale);

describe("typed dates", () => {
  test("in the order of the place, or ISO", () => {
    expect(typed("09/15/2025")).toEqual({ date: "2025-09-15" });
    expect(typed("15.9.2025", "de-DE")).toEqual({ date: "2025-09-15" });
    expect(typed("15/09/2025", "es-ES")).toEqual({ date: "2025-09-15" });
    expect(typed("2025-09-15")).toEqual({ date: "2025-09-15" });
    expect(datePattern("en-US")).toBe("MM/DD/YYYY");
    expect(datePattern("es-ES")).toBe("DD/MM/AAAA");
  });

  test("what a field shows is read as the same date", () => {
    for (const locale of ["en-US", "en-GB", "es-ES", "es-US", "de-DE", "fr-CA", "ja-JP"]) {
      expect(typed(dateInFigures("2028-02-29", locale), locale), locale).toEqual({ date: "2028-02-29" });
    }
  });

  test("with the month's name, in either order and shortened", () => {
    for (const text of ["14 Mar 2025", "March 14, 2025", "mar. 14 2025", "14th of march 2025", "2025 March 14"]) {
      expect(typed(text), text).toEqual({ date: "2025-03-14" });
    }
    for (const text of ["14 de marzo de 2025", "14 mar 2025", "14 MARZO 2025"]) {
      expect(typed(text, "es-ES"), text).toEqual({ date: "2025-03-14" });
    }
    expect(typed("14 ma 2025"), "March or May").toEqual({ problem: "no_date" });
    expect(typed("14 Mar 20")).toEqual({ problem: "year_unfinished" });
  });

  test("without a year it is the nearest day of that name", () => {
    // From December 3, 2026: March 14, 2027 is 101 days away, that of 2026 is 264; November 20 is 13 days ago.
    expect(typed("3/14")).toEqual({ date: "2027-03-14" });
    expect(typed("14/3", "es-ES")).toEqual({ date: "2027-03-14" });
    expect(typed("14 Mar")).toEqual({ date: "2027-03-14" });
    expect(typed("11/20")).toEqual({ date: "2026-11-20" });
    expect(parseDate("12/28", "2027-01-04", "en-US")).toEqual({ date: "2026-12-28" });
    expect(typed("2/29"), "none of the years around has it").toEqual({ problem: "no_such_day" });
    expect(typed("3")).toEqual({ problem: "no_date" });
    expect(typed("2026/3")).toEqual({ problem: "no_date" });
  });

  test("today and its neighbours in words", () => {
    expect(typed("today")).toEqual({ date: "2026-12-03" });
    expect(typed(" Yesterday ")).toEqual({ date: "2026-12-02" });
    expect(typed("TOMORROW")).toEqual({ date: "2026-12-04" });
  });

  test("a weekday alone is the next one, or the last one where it lies in the past; never today", () => {
    // 2026-12-03 is a Thursday.
    for (const [text, next, last] of [
      ["Friday", "2026-12-04", "2026-11-27"],
      ["wed", "2026-12-09", "2026-12-02"],
      ["thursday", "2026-12-10", "2026-11-26"],
    ] as const) {
      expect(typed(text), text).toEqual({ date: next });
      expect(parseDate(text, TODAY, "en-US", "past"), text).toEqual({ date: last });
    }
    expect(typed("el viernes", "es-ES")).toEqual({ date: "2026-12-04" });
    expect(typed("the day after tomorrow")).toEqual({ date: "2026-12-05" });
    expect(typed("day before yesterday")).toEqual({ date: "2026-12-01" });
  });

  test("day and month the other way round are taken where only that is a day", () => {
    expect(typed("31.12.")).toEqual({ date: "2026-12-31" });
    expect(typed("31/12/2025")).toEqual({ date: "2025-12-31" });
    expect(typed("12/31/2025", "es-ES")).toEqual({ date: "2025-12-31" });
    expect(typed("3/4/2025"), "both are days: the order of the place").toEqual({ date: "2025-03-04" });
    expect(typed("31 Feb 2025"), "a named month is the month").toEqual({ problem: "no_such_day" });
  });

  test("a year of two digits is of this century unless it may be the beginning of four", () => {
    expect(typed("12/3/26")).toEqual({ date: "2026-12-03" });
    expect(typed("14 Mar 25")).toEqual({ date: "2025-03-14" });
    for (const begun of ["09/15/20", "09/15/19", "09/15/2", "09/15/202"]) expect(typed(begun), begun).toEqual({ problem: "year_unfinished" });
  });

  test("a day the calendar does not have is said to be none", () => {
    expect(typed("02/29/2025")).toEqual({ problem: "no_such_day" });
    expect(typed("02/29/2028")).toEqual({ date: "2028-02-29" });
    expect(typed("13/45/2025")).toEqual({ problem: "no_such_day" });
    expect(typed("soon")).toEqual({ problem: "no_date" });
    expect(typed("3/14/2026/5")).toEqual({ problem: "no_date" });
    expect(typed(" ")).toEqual({ problem: "empty" });
    expect(isDate("2026-02-29")).toBe(false);
    expect(isDate("2026-02-28")).toBe(true);
  });
});

describe("numbers", () => {
  test("hours carry one place, shares none", () => {
    expect(hours(118.64)).toBe("118.6");
    expect(hours(1204)).toBe("1,204.0");
    expect(percent(0.607)).toBe("61%");
    expect(plain(0.5)).toBe("0.5");
  });

  test("what is more than nothing never reads as nothing", () => {
    expect([0, 0.003, 0.04, 0.06].map(hours)).toEqual(["0.0", "0.01", "0.04", "0.1"]);
    expect([0, 0.03, 12].map(upToTenths)).toEqual(["0", "0.03", "12"]);
    expect([0, 0.004].map(hundredths)).toEqual(["0.00", "0.004"]);
    expect(plain(0.002)).toBe("0.002");
  });

  test("a share is never rounded to none or all", () => {
    expect([0, 0.001, 0.425, 0.999, 1].map(percent)).toEqual(["0%", "1%", "43%", "99%", "100%"]);
  });

  test("are written as charts and reports write them", () => {
    expect(numberLocale("en-DE", "en")).toBe("en");
    expect(["en-US", "es-MX", "es-US", "es-419"].map((system) => numberLocale(system, "es"))).toEqual(
      Array.from({ length: 4 }, () => "es-US"),
    );
    expect(["es", "es-ES", "es-AR", "de-DE", "C"].map((system) => numberLocale(system, "es"))).toEqual(
      Array.from({ length: 5 }, () => "es"),
    );
    // The same signs as `numbers.rs` in the domain crate.
    const written = ["en", "es", "es-US"].map((locale) =>
      [1234.5, 12345.5].map((n) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).format(n)),
    );
    expect(written).toEqual([
      ["1,234.5", "12,345.5"],
      ["1234,5", "12.345,5"],
      ["1,234.5", "12,345.5"],
    ]);
  });
});

test("dates follow the system's region in the language of the text", () => {
  expect(formatLocale("en-GB", "en")).toBe("en-GB");
  expect(formatLocale("en-US", "es")).toBe("es-US");
  expect(formatLocale("de", "es")).toBe("es");
  // A system without a locale.
  expect(formatLocale("C", "en")).toBe("en");
});

test("what has happened lies in no year to come", () => {
  expect(parseDate("3/14", "2026-12-03", "en-US", "past")).toEqual({ date: "2026-03-14" });
  expect(parseDate("3/14", "2026-12-03", "en-US")).toEqual({ date: "2027-03-14" });
  expect(parseDate("12/3", "2026-12-03", "en-US", "past")).toEqual({ date: "2026-12-03" });
  expect(parseDate("12/4", "2026-12-03", "en-US", "past")).toEqual({ date: "2025-12-04" });
});

test.each(["en-US", "es-MX"])("the field reads what it says beside itself, in %s", (locale) => {
  const said = new Intl.DateTimeFormat(locale, { weekday: "short", month: "short", day: "numeric", year: "numeric", timeZone: "UTC" });
  for (const date of ["2025-09-15", "2026-03-10", "2026-05-05", "2024-02-29"]) {
    const text = said.format(new Date(date));
    expect(parseDate(text, "2026-12-03", locale), text).toEqual({ date });
  }
  expect(parseDate("1.º de marzo de 2026", "2026-12-03", "es-MX")).toEqual({ date: "2026-03-01" });
});

describe("dates as people say them", () => {
  // 2026-12-03 is a Thursday.
  test.each([
    ["in 2 weeks", "2026-12-17"], ["In two weeks", "2026-12-17"], ["in 10 days", "2026-12-13"], ["in a month", "2027-01-03"],
    ["in 3 years", "2029-12-03"], ["2 weeks ago", "2026-11-19"], ["next week", "2026-12-10"], ["next month", "2027-01-03"],
    ["next friday", "2026-12-11"], ["next Thursday", "2026-12-10"], ["this friday", "2026-12-04"], ["last friday", "2026-11-27"],
    ["end of january", "2027-01-31"], ["the end of Feb 2028", "2028-02-29"], ["end of month", "2026-12-31"],
    ["end of the month", "2026-12-31"], ["end of next month", "2027-01-31"], ["end of the year", "2026-12-31"],
    ["end of december", "2026-12-31"], ["end of last january", "2026-01-31"], ["end of next january", "2027-01-31"],
    ["end of this january", "2026-01-31"], ["end of last month", "2026-11-30"], ["end of last december", "2025-12-31"],
    ["this thursday", "2026-12-03"], ["this monday", "2026-12-07"], ["in fifteen days", "2026-12-18"],
  ])("%s", (text, date) => expect(parseDate(text, "2026-12-03", "en-US")).toEqual({ date }));

  test.each([
    ["en dos semanas", "2026-12-17"], ["en 10 días", "2026-12-13"], ["dentro de un mes", "2027-01-03"], ["hace 2 semanas", "2026-11-19"],
    ["el próximo viernes", "2026-12-04"], ["el viernes que viene", "2026-12-04"], ["el viernes pasado", "2026-11-27"],
    ["la semana que viene", "2026-12-10"], ["la próxima semana", "2026-12-10"], ["fin de enero", "2027-01-31"],
    ["a finales de enero de 2028", "2028-01-31"], ["fin de mes", "2026-12-31"], ["a fin de mes", "2026-12-31"],
    ["fin del próximo mes", "2027-01-31"], ["fin de año", "2026-12-31"],
    ["fin de enero pasado", "2026-01-31"], ["a finales del pasado enero", "2026-01-31"], ["este jueves", "2026-12-03"],
    ["en quince días", "2026-12-18"], ["dentro de quince días", "2026-12-18"],
  ])("%s", (text, date) => expect(parseDate(text, "2026-12-03", "es-MX")).toEqual({ date }));

  test("a month later is the last day of a month that has no such day", () => {
    expect(parseDate("in a month", "2027-01-31", "en-US")).toEqual({ date: "2027-02-28" });
    expect(parseDate("in a month", "2026-12-31", "en-US")).toEqual({ date: "2027-01-31" });
  });

  test("the end of what has happened has passed", () => {
    expect(parseDate("end of january", "2026-12-03", "en-US", "past")).toEqual({ date: "2026-01-31" });
    expect(parseDate("end of month", "2026-12-03", "en-US", "past")).toEqual({ date: "2026-11-30" });
    expect(parseDate("fin de año", "2026-12-03", "es-MX", "past")).toEqual({ date: "2025-12-31" });
    expect(parseDate("end of the year", "2026-12-31", "en-US", "past")).toEqual({ date: "2026-12-31" });
    expect(parseDate("end of month", "2026-12-31", "en-US", "past")).toEqual({ date: "2026-12-31" });
  });

  test("this Monday is the one behind where it has happened", () => {
    expect(parseDate("this monday", "2026-12-03", "en-US", "past")).toEqual({ date: "2026-11-30" });
    expect(parseDate("este lunes", "2026-12-03", "es-MX", "past")).toEqual({ date: "2026-11-30" });
    expect(parseDate("this thursday", "2026-12-03", "en-US", "past")).toEqual({ date: "2026-12-03" });
  });

  test("what says no day is none", () => {
    for (const text of ["in", "in weeks", "next", "end", "end of", "end of the world", "in 2 fridays", "next 14", "end of january 20", "end of january 2027 or 2028", "end of last january 2027",
      "end of last next month", "end of last last month", "in constructor days", "in 2 constructor", "next constructor"]) {
      expect(parseDate(text, "2026-12-03", "en-US"), text).toHaveProperty("problem");
    }
  });
});
