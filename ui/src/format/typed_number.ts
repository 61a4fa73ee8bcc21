import { m } from "../paraglide/messages.js";
import { decimalSign, numberLocale } from "./locale";

/**
 * A stored number as its field starts with: every place it has, no grouping, the decimal sign of the place. What
 * `parseNumber` reads from it is the same number to the last bit.
 */
export const typedNumber = (value: number, locale: string = numberLocale()): string =>
  String(value).replace(".", decimalSign(locale));

const PLAIN = /^-?\d+$/;
const ONE_SIGN = /^(-?\d+)([.,])(\d+)$/;
/** Whole groups of three with the same sign between, twice or more or with decimals behind the other sign. */
const GROUPED = /^-?\d{1,3}(?:(,\d{3})+(?:\.\d+)?|(\.\d{3})+(?:,\d+)?)$/;

/** Three digits behind the only sign, and a first group a thousand could have: `1,440`, but not `0,125` or `1440,125`. */
const likeThousands = (whole: string, behind: string): boolean =>
  behind.length === 3 && /^-?[1-9]\d{0,2}$/.test(whole);

/** How a typed text reads. */
type Read = { value: number } | { problem: "empty" | "no_number" | "two_ways"; either?: [number, number] };

/** Reads a number in either decimal sign, as long as it can be only one. */
function readNumber(text: string, locale: string): Read {
  const trimmed = text.trim();
  if (trimmed === "") return { problem: "empty" };
  if (PLAIN.test(trimmed)) return { value: Number(trimmed) };
  const [, whole = "", sign = "", behind = ""] = ONE_SIGN.exec(trimmed) ?? [];
  if (sign !== "") {
    const decimal = Number(`${whole}.${behind}`);
    // The sign of the place is what its fields are filled with; the other one may group or begin the decimals.
    if (sign === decimalSign(locale) || !likeThousands(whole, behind)) return { value: decimal };
    return { problem: "two_ways", either: [Number(whole + behind), decimal] };
  }
  if (!GROUPED.test(trimmed)) return { problem: "no_number" };
  const last = Math.max(trimmed.lastIndexOf(","), trimmed.lastIndexOf("."));
  const signs = new Set(trimmed.replace(/[^.,]/g, ""));
  const digits = (part: string): string => part.replace(/[.,]/g, "");
  return signs.size === 1
    ? { value: Number(digits(trimmed)) }
    : { value: Number(`${digits(trimmed.slice(0, last))}.${trimmed.slice(last + 1)}`) };
}

/**
 * A number as a person typed it. Both decimal signs are read wherever they can mean only one thing: `2,5` and `2.5`
 * are 2.5, `1,440.5` and `1.440,5` are 1440.5. With three digits behind it the sign of the place begins decimals, and
 * the other one is refused, for it could be either. Empty is null; what is refused is NaN, and `numberProblem` says why.
 */
export function parseNumber(text: string, locale: string = numberLocale()): number | null {
  const read = readNumber(text, locale);
  if ("value" in read) return read.value;
  return read.problem === "empty" ? null : Number.NaN;
}

/** What is wrong with a typed number, for beside its field; null where nothing is. An empty field is wrong if `required`. */
export function numberProblem(text: string, required: boolean, locale: string = numberLocale()): string | null {
  const read = readNumber(text, locale);
  if ("value" in read) return null;
  if (read.problem === "empty") return required ? m.hint_required() : null;
  if (read.either === undefined) return m.hint_no_number();
  const [whole, decimal] = read.either;
  return m.hint_number_two_ways({
    typed: text.trim(),
    whole: typedNumber(whole, locale),
    decimal: typedNumber(decimal, locale),
  });
}
