import { getLocale } from "../paraglide/runtime.js";

/**
 * The locale for dates and numbers: the system's own where it speaks the language of the text,
 * else the text's language with the system's region, so that a Spanish page never says "Sep 15".
 */
export function formatLocale(system: string = navigator.language, language: string = getLocale()): string {
  if (system.split("-")[0] === language) return system;
  const region = regionOf(system);
  return region === undefined ? language : `${language}-${region}`;
}

/** The sign before the decimals where people write `locale`. */
export function decimalSign(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.find((part) => part.type === "decimal")?.value ?? ".";
}

/**
 * The locale numbers are written in: one of the few ways that charts and reports write them too. English has one;
 * Spanish has a comma, or a point where the system's region writes one (the United States, Mexico).
 */
export function numberLocale(system: string = navigator.language, language: string = getLocale()): string {
  if (language !== "es") return language;
  return decimalSign(formatLocale(system, language)) === "." ? "es-US" : "es";
}

/** A web view on a system without a locale says "C", which is no language tag. */
export function regionOf(tag: string = navigator.language): string | undefined {
  try {
    return new Intl.Locale(tag).region;
  } catch {
    return undefined;
  }
}
