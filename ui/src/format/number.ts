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

/** Hours with the tenths the table shows: `118.6`. The unit is written beside it. */
export const hours = (h: number): string =>
  numberFormat({ minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(h);

/** Days with a tenth where there is one: `95`, `12.4`. */
export const upToTenths = (value: number): string => numberFormat({ maximumFractionDigits: 1 }).format(value);

/** A step of a spelled-out sum: `0.032`. */
export const thousandths = (value: number): string =>
  numberFormat({ minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(value);

/** A weekly rate with the hundredths its chart shows: `0.80`. */
export const hundredths = (rate: number): string =>
  numberFormat({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(rate);

/**
 * A share between 0 and 1 as whole per cent: `61%`, in Spanish `61 %`. As the language writes it wherever the clinic is, so
 * that a sentence, a chart and a report say it alike: one above 0 never reads 0 and one below 1 never reads 100.
 */
export function percent(share: number): string {
  const told = share > 0 && share < 1 ? Math.min(Math.max(share, 0.01), 0.99) : share;
  return numberFormat({ style: "percent", maximumFractionDigits: 0 }, getLocale()).format(told);
}

/** A value to be read, with at most two places: minutes, FTE, uses per week. A field is filled by `typedNumber`. */
export const plain = (value: number): string => numberFormat({ maximumFractionDigits: 2 }).format(value);
