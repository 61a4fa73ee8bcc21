import type { Threshold, ThresholdDecides } from "../../backend/bindings/types";
import { parseNumber, typedNumber } from "../../format/typed_number";
import { m } from "../../paraglide/messages.js";

/** The three groups of the card, in its order. */
export const GROUPS: readonly { decides: ThresholdDecides; label: () => string }[] = [
  { decides: "figures", label: m.thresholds_group_figures },
  { decides: "charts", label: m.thresholds_group_charts },
  { decides: "phase", label: m.thresholds_group_phase },
];

/** Digits somebody can have meant; behind them a share in per cent carries what binary fractions add. */
const MEANT_DIGITS = 15;

/** Shares are read and typed in per cent; everything else as it is. */
const factor = (one: Threshold): number => (one.unit === "share" ? 100 : 1);

/** A value of a threshold as its field shows it, without its unit. */
export const shown = (one: Threshold, value: number): string =>
  typedNumber(Number((value * factor(one)).toPrecision(MEANT_DIGITS)));

/** What was typed, in the threshold's own unit; NaN where it is no number. */
export function number(one: Threshold, text: string): number {
  const typed = parseNumber(text);
  return typed === null ? Number.NaN : typed / factor(one);
}

/** Why a number was refused: what makes sense here. */
export const rangeOf = (one: Threshold): string =>
  m.thresholds_range({ least: shown(one, one.least), most: shown(one, one.most) });

/** What is counted where a threshold is a number of things; one of a newer program has only its name. */
const COUNTED: Record<string, () => string> = {
  timed_occurrences: m.threshold_unit_timed_occurrences,
  alarming_series: m.threshold_unit_alarming_series,
  few_entries_per_week: m.threshold_unit_few_entries_per_week,
  voices_on_one_need: m.threshold_unit_voices_on_one_need,
};

/** What the number in a threshold's field counts, behind it: `days`, `%`, `people`. */
export function unitOf({ name, unit }: Pick<Threshold, "name" | "unit">): string {
  switch (unit) {
    case "days":
      return m.threshold_unit_days();
    case "weeks":
      return m.threshold_unit_weeks();
    case "share":
      return "%";
    case "times":
      return m.threshold_unit_times();
    case "count":
      return COUNTED[name]?.() ?? "";
  }
}
