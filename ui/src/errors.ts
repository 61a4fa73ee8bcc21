import type { BackendError } from "./backend";
import type { RefusedLine } from "./backend/bindings/types";
import { day, dayAndYear } from "./format/date";
import { dateInFigures, datePattern, type DateProblem } from "./format/parse_date";
import { m } from "./paraglide/messages.js";
import { blockedWords, warnedWords } from "./phi_words";

/** Between the kinds of patient data that a refusal names. */
const KINDS_APART = ",";

/** A day whose number is no month's, so that the example says which is which. */
const EXAMPLE_DATE = "2025-09-15";

/** How a date is typed here. */
const noDate = (): string =>
  m.field_not_a_date({ pattern: datePattern(), example: dateInFigures(EXAMPLE_DATE), words: day(EXAMPLE_DATE), word: m.date_yesterday() });

/** What is wrong with a date that somebody typed. */
const dateProblems: Record<DateProblem, () => string> = {
  empty: m.hint_required,
  year_unfinished: m.hint_year_unfinished,
  no_such_day: m.hint_no_such_day,
  no_date: noDate,
};
export const dateProblem = (problem: DateProblem): string => dateProblems[problem]();

type Sentence = (() => string) | undefined;
type Naming = ((inputs: { a: string; b: string; c: string; d: string; column: string }) => string) | undefined;
const catalogue = m as unknown as Record<string, Sentence>;

/** What an error says on the screen: the catalogue's words for its code and hint, else what the program said. */
export function errorText(error: BackendError): string {
  const nearer = catalogue[`error_${error.code}_${error.hint ?? ""}`];
  return (nearer ?? catalogue[`error_${error.code}`])?.() ?? error.message;
}

/**
 * What stands beside a refused field: the catalogue's words for the hint, else what the program said.
 * A block names the kinds of patient data, never the match.
 */
export function fieldText(error: BackendError): string {
  const hint = error.hint ?? "";
  // A field shows dates as they are written where the person lives; only files are always year-month-day.
  if (hint === "not_a_date") return noDate();
  if (error.code === "phi_blocked") return blockedWords(hint.split(KINDS_APART));
  if (error.code === "phi_warned") return warnedWords(hint.split(KINDS_APART));
  const said = catalogue[`hint_${hint}`] ?? (error.code === "move_refused" ? catalogue[`move_refused_${hint}`] : undefined);
  return said?.() ?? error.message;
}

/** What is said where one place serves an act and its fields alike: the field's words if one was refused. */
export const refusalText = (error: BackendError): string => (error.code === "invalid" ? fieldText(error) : errorText(error));

/** What a column of an import is called here. */
const columnName = (name: string): string => catalogue[`import_field_${name}`]?.() ?? name;

/**
 * Why a line of an import was refused: the catalogue's words for its code, which name the word or the lines it is about
 * where there are any; else what the program said.
 */
export function refusedText(line: RefusedLine): string {
  const [first = "", second = "", c = "", d = ""] = line.args;
  // Two other columns, then the line of each.
  const named = (said: string): string => (line.code === "mixed_columns" ? columnName(said) : said);
  const a = line.code === "after_today" && first !== "" ? dayAndYear(first) : named(first);
  const b = named(second);
  const naming = line.args.length > 0 ? (m as unknown as Record<string, Naming>)[`refused_${line.code}`] : undefined;
  const column = columnName(line.column ?? "");
  return naming?.({ a, b, c, d, column }) ?? catalogue[`hint_${line.code}`]?.() ?? line.reason;
}
