import type { Threshold } from "../../backend/bindings/types";
import { count, percent, plain } from "../../format/number";
import { sentence } from "../../labels";
import { m } from "../../paraglide/messages.js";

/** What a threshold is called. */
export const thresholdName = (one: Threshold): string => sentence({ code: one.name, args: [] }, "threshold");

/** Whether the clinic set another value than the usual one. */
export const isChanged = (one: Threshold): boolean => one.value !== one.usual;

/** A value of a threshold with its unit. */
export function thresholdValue(one: Threshold, value: number): string {
  switch (one.unit) {
    case "days":
      return m.threshold_in_days({ n: count(value) });
    case "weeks":
      return m.threshold_in_weeks({ n: count(value) });
    case "share":
      return percent(value);
    case "times":
      return m.threshold_in_times({ n: plain(value) });
    case "count":
      return plain(value);
  }
}

/** The value that decides; a clinic's own stands beside the usual one. */
export const thresholdLine = (one: Threshold): string =>
  isChanged(one)
    ? m.threshold_here({ here: thresholdValue(one, one.value), usual: thresholdValue(one, one.usual) })
    : thresholdValue(one, one.value);

/** A sentence that names a threshold in days; a clinic's own is said to be so. Empty until it is known. */
export function sentenceWith(own: Threshold | undefined, words: (inputs: { days: string }) => string): string {
  if (own === undefined) return "";
  const said = words({ days: thresholdValue(own, own.value) });
  return isChanged(own) ? `${said} ${m.threshold_here_line({ line: thresholdLine(own) })}` : said;
}
