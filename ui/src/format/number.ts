import { getLocale } from "../paraglide/runtime.js";
import { numberLocale } from "./locale";

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions, locale: string = numberLocale()): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}

/** A whole count: `1,204`. */
export const count = (n: number): string => numberFormat({ maximumFractionDigits: 0 }).format(n);

/**
 * An amount with `places` digits, as charts and reports tell it: one above nothing never reads as nothing, but gets one more
 * place, and at least one there. 0.04 h in tenths are 0.04 h.
 */
function told(value: number, places: number, fewest: number): string {
  const least = 10 ** -places;
  return value > 0 && value < least / 2
    ? numberFormat({ minimumFractionDigits: places + 1, maximumFractionDigits: places + 1 }).format(Math.max(value, least / 10))
    : numberFormat({ minimumFractionDigits: fewest, maximumFractionDigits: places }).format(value);
}

/** Hours with the tenths the table shows: `118.6`. The unit is written beside it. */
export const hours = (h: number): string => told(h, 1, 1);

/** Days with a tenth where there is one: `95`, `12.4`. */
export const upToTenths = (value: number): string => told(value, 1, 0);

/** A ratio beside another: both with their tenth, `6.0` and `23.4`. */
export const tenths = (value: number): string => told(value, 1, 1);

/** A step of a spelled-out sum: `0.032`. */
export const thousandths = (value: number): string =>
  numberFormat({ minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(value);

/** A weekly rate with the hundredths its chart shows: `0.80`. */
export const hundredths = (rate: number): string => told(rate, 2, 2);

/**
 * A share between 0 and 1 as whole per cent: `61%`, in Spanish `61 %`. As the language writes it wherever the clinic is, so
 * that a sentence, a chart and a report say it alike: one above 0 never reads 0 and one below 1 never reads 100.
 */
export function percent(share: number): string {
  const told = share > 0 && share < 1 ? Math.min(Math.max(share, 0.01), 0.99) : share;
  return numberFormat({ style: "percent", maximumFractionDigits: 0 }, getLocale()).format(told);
}

/** A value to be read, with at most two places: minutes, FTE, uses per week. A field is filled by `typedNumber`. */
export const plain = (value: number): string => told(value, 2, 0);
