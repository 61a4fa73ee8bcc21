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

/** A web view on a system without a locale says "C", which is no language tag. */
export function regionOf(tag: string = navigator.language): string | undefined {
  try {
    return new Intl.Locale(tag).region;
  } catch {
    return undefined;
  }
}
