import type { DrawnFigure, FigureMissing, FigurePart } from "../../backend/bindings/types";
import { m } from "../../paraglide/messages.js";

/** What a figure is called before it is drawn, and to a screen reader. */
export const figureName: Record<DrawnFigure, () => string> = {
  flow: m.figure_flow,
  ageing: m.figure_ageing,
  first_response: m.figure_first_response,
  workaround_offered: m.figure_workaround_offered,
  delivered: m.figure_delivered,
  verified: m.figure_verified,
  whose_turn: m.figure_whose_turn,
  survival: m.figure_survival,
  pareto: m.figure_pareto,
  silence: m.figure_silence,
  quiet_roles: m.figure_quiet_roles,
  after_hours: m.figure_after_hours,
  systems: m.figure_systems,
};

/** Why a figure shows nothing. */
export const missingWords: Record<FigureMissing, () => string> = {
  no_system: m.missing_no_system,
  not_recorded: m.missing_not_recorded,
  no_whole_month: m.missing_no_whole_month,
  no_requests: m.missing_no_requests,
  none_open: m.missing_none_open,
  no_workarounds: m.missing_no_workarounds,
  no_hours: m.missing_no_hours,
  no_people: m.missing_no_people,
  no_reports: m.missing_no_reports,
  one_system: m.missing_one_system,
};

const partName: Record<FigurePart, () => string> = {
  area: m.part_area,
  break: m.part_break,
  site: m.part_site,
  role: m.part_role,
};

/** Says that a figure shows the whole clinic although a part was asked for. */
export function wholeSentence(parts: readonly FigurePart[]): string {
  const names = parts.map((part) => partName[part]());
  const last = names.pop() ?? "";
  return m.figure_whole({ parts: names.length === 0 ? last : m.joined({ first: names.join(", "), last }) });
}
