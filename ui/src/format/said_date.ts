import { addDays, type LocalDate } from "./date";

/** How many of what: `2 weeks`. */
type Unit = "day" | "week" | "month" | "year";

/** The words of one language, without accents and capitals, that say a day by what lies between. */
interface Vocabulary {
  /** `in 2 weeks`. */
  ahead: readonly string[];
  /** `2 weeks ago`. */
  ago: readonly string[];
  next: readonly string[];
  last: readonly string[];
  here: readonly string[];
  end: readonly string[];
  units: Readonly<Record<string, Unit>>;
  numbers: Readonly<Record<string, number>>;
  /** Stand between and say nothing. */
  between: readonly string[];
  /** Whether *next Friday* is that of the week that begins next; else it is the first one to come. */
  nextIsOfNextWeek: boolean;
}

const ENGLISH: Vocabulary = {
  ahead: ["in"],
  ago: ["ago"],
  next: ["next"],
  last: ["last"],
  here: ["this"],
  end: ["end"],
  units: { day: "day", days: "day", week: "week", weeks: "week", month: "month", months: "month", year: "year", years: "year" },
  numbers: { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, twenty: 20, thirty: 30 },
  between: ["of", "the", "at", "by"],
  nextIsOfNextWeek: true,
};

const SPANISH: Vocabulary = {
  ahead: ["en", "dentro"],
  ago: ["hace"],
  next: ["proximo", "proxima", "viene", "siguiente"],
  last: ["pasado", "pasada"],
  here: ["este", "esta"],
  end: ["fin", "fines", "final", "finales"],
  units: { dia: "day", dias: "day", semana: "week", semanas: "week", mes: "month", meses: "month", ano: "year", anos: "year" },
  numbers: { un: 1, una: 1, uno: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9, diez: 10, once: 11, doce: 12, trece: 13, catorce: 14, quince: 15, veinte: 20, treinta: 30 },
  between: ["de", "del", "el", "la", "a", "al", "que"],
  nextIsOfNextWeek: false,
};

/** What the words mean by this one; nothing by a name that every object has. */
const meant = <T>(by: Readonly<Record<string, T>>, word: string | undefined): T | undefined =>
  word !== undefined && Object.hasOwn(by, word) ? by[word] : undefined;

/** What the calendar of the place is asked for. */
export interface Names {
  /** The number of a month by its name, January 1. */
  month: (word: string) => number | undefined;
  /** The weekday of a name, Sunday 0. */
  weekday: (word: string) => number | undefined;
}

/** The last day of a month; `month` may lie beyond the year. */
const lastOf = (year: number, month: number): LocalDate => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** The same day some months on, or the last one of a month that has no such day. */
function addMonths(from: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = from.split("-").map(Number);
  const last = lastOf(year, month + months);
  const same = `${last.slice(0, 8)}${String(day).padStart(2, "0")}`;
  return same < last ? same : last;
}

/** So many units on from a day. */
function on(from: LocalDate, count: number, unit: Unit): LocalDate {
  if (unit === "day" || unit === "week") return addDays(from, unit === "week" ? 7 * count : count);
  return addMonths(from, unit === "year" ? 12 * count : count);
}

/**
 * The day that is said by what lies between it and today: `in 2 weeks`, `next Friday`, `end of January`, `en 10 dias`, `fin de
 * mes`. Undefined where the words say no such thing.
 *
 * @param told The words without accents and capitals.
 * @param past What is asked for has happened: the end of a month is one that has passed.
 */
export function saidDate(told: readonly string[], today: LocalDate, locale: string, names: Names, past: boolean): LocalDate | undefined {
  const words = locale.startsWith("es") ? SPANISH : ENGLISH;
  // `the 14th` has said what it says already; what is left out here only stands between.
  const said = told.filter((word) => !words.between.includes(word) || meant(words.numbers, word) !== undefined);
  const is = (kind: readonly string[], word: string | undefined): boolean => word !== undefined && kind.includes(word);
  const number = (word: string | undefined): number | undefined =>
    word === undefined ? undefined : /^\d{1,3}$/.test(word) ? Number(word) : meant(words.numbers, word);
  const [first, second, third] = said;

  if (said.length === 3) {
    const ahead = is(words.ahead, first);
    const ago = is(words.ago, first) || is(words.ago, third);
    const [counted, unit] = ahead || is(words.ago, first) ? [second, third] : [first, second];
    const count = number(counted);
    const of = meant(words.units, unit);
    if ((ahead || ago) && count !== undefined && of !== undefined) return on(today, ago ? -count : count, of);
  }
  if (is(words.end, first)) return endOf(said.slice(1), today, words, names, past);
  if (said.length !== 2) return undefined;

  // In Spanish the word may stand behind: `viernes proximo`.
  const [kind, what] = [words.next, words.last, words.here].some((kinds) => is(kinds, first)) ? [first, second] : [second, first];
  const unit = meant(words.units, what);
  if (unit !== undefined) return is(words.next, kind) ? on(today, 1, unit) : is(words.last, kind) ? on(today, -1, unit) : undefined;
  const weekday = what === undefined ? undefined : names.weekday(what);
  if (weekday === undefined) return undefined;
  const now = new Date(today).getUTCDay();
  if (is(words.last, kind)) return addDays(today, -((now - weekday + 7) % 7 || 7));
  if (is(words.next, kind) && words.nextIsOfNextWeek) return addDays(today, 7 - ((now + 6) % 7) + ((weekday + 6) % 7));
  if (is(words.next, kind)) return addDays(today, (weekday - now + 7) % 7 || 7);
  // `This Thursday` is today on a Thursday.
  if (is(words.here, kind)) return addDays(today, past ? -((now - weekday + 7) % 7) : (weekday - now + 7) % 7);
  return undefined;
}

/** The end of what the words name: `January`, `last January`, `January 2027`, `month`, `next month`, `year`. */
function endOf(said: readonly string[], today: LocalDate, words: Vocabulary, names: Names, past: boolean): LocalDate | undefined {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const which = [words.next, words.last, words.here].filter((kind) => said.some((word) => kind.includes(word)));
  const named = said.filter((word) => !which.some((kind) => kind.includes(word)));
  const [what = "", ofYear] = named;
  // Words that are left over may say another day.
  if (which.length > 1 || named.length > 2 || named.length + which.length !== said.length) return undefined;
  if (ofYear !== undefined) {
    const ofName = names.month(what);
    return ofName !== undefined && which.length === 0 && /^\d{4}$/.test(ofYear) ? lastOf(Number(ofYear), ofName) : undefined;
  }
  const [kind] = which;
  const step = kind === words.next ? 1 : kind === words.last ? -1 : 0;
  const passed = (end: LocalDate): boolean => past && kind === undefined && end > today;
  const unit = meant(words.units, what);
  if (unit === "month") {
    const end = lastOf(year, month + step);
    return passed(end) ? lastOf(year, month - 1) : end;
  }
  if (unit === "year") {
    const end = lastOf(year + step, 12);
    return passed(end) ? lastOf(year - 1, 12) : end;
  }
  const ofName = names.month(what);
  if (ofName === undefined) return undefined;
  if (kind === words.here) return lastOf(year, ofName);
  const ends = [year - 1, year, year + 1].map((each) => lastOf(each, ofName));
  if (kind === words.last) return ends.findLast((end) => end < today);
  if (kind === undefined && past) return ends.findLast((end) => end <= today);
  return ends.find((end) => end >= today);
}
