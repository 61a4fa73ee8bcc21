import type { FrictionMonth } from "../../backend/bindings/types";
import { hours } from "../../format/number";
import { m } from "../../paraglide/messages.js";
import { BREAKS, breakName } from "../../words";

/** A month as the read-out says it aloud: number, whole or not, total, then each break. */
export function spokenMonth(month: FrictionMonth, perFte: boolean): string {
  const name = m.month_n({ n: month.n });
  if (!month.measured) return `${name}: ${m.not_measured()}.`;
  const figures = perFte ? month.per_fte : month.hours;
  if (figures === null) return `${name}: ${m.no_staffing()}.`;
  const said = (value: number | null): string =>
    value === null ? m.not_measured() : perFte ? m.hours_per_fte({ hours: hours(value) }) : m.hours_unit({ hours: hours(value) });
  const standing = month.partial ? m.month_partial({ day: month.days, of: month.of_days }) : month.thin ? m.month_thin() : "";
  const breaks = BREAKS.map((name_) => `${breakName[name_]()} ${said(figures[name_])}`).join(", ");
  return [`${name}: ${said(figures.all)}.`, standing, `${breaks}.`].filter(Boolean).join(" ");
}
