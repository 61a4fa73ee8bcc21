import type { FrictionInput, Id, ReportInput, ReportView } from "../../backend/bindings/types";
import { addDays, type LocalDate } from "../../format/date";

/** The last day of the month that a review tells, where it is over: the day before the next month's first. */
export function lastDayTold(view: ReportView | undefined): LocalDate | null {
  if (view?.month == null) return null;
  const after = view.month + 1;
  const next = view.months.find((one) => one.n === after);
  return next === undefined ? null : addDays(next.from, -1);
}

/** Asks for a review's chart again, to be drawn for other lines than the paper's; nothing where it has no month. */
export function chartAgain(view: ReportView | undefined, asked: ReportInput, live: Id | undefined): FrictionInput | undefined {
  if (view?.month == null) return undefined;
  return {
    system: asked.system ?? live ?? null,
    as_of: lastDayTold(view),
    language: asked.language ?? null,
    told: false,
    earlier: false,
    selected: view.month,
  };
}
