import type { ImportOutcome, RowsAre } from "../../backend/bindings/types";
import { m } from "../../paraglide/messages.js";
import { basisName, breakName, formName, kindName, routeName, stateName } from "../../words";

/** What our fields are called where their columns are matched with them. */
const fieldNames: Record<string, () => string> = {
  key: m.import_field_key,
  title: m.import_field_title,
  request: m.field_request,
  kind: m.import_field_kind,
  route: m.import_field_route,
  area: m.import_field_area,
  system: m.import_field_system,
  owner: m.import_field_owner,
  requester: m.import_field_requester,
  vendor_contact: m.import_field_vendor_contact,
  vendor_ref: m.import_field_vendor_ref,
  safety: m.import_field_safety,
  regulatory: m.import_field_regulatory,
  value: m.import_field_value,
  effort: m.import_field_effort,
  detail: m.import_field_detail,
  state: m.import_field_state,
  opened: m.import_field_opened,
  resolved: m.import_field_resolved,
  closed: m.import_field_closed,
  updated: m.import_field_updated,
  reason: m.import_field_reason,
  first_response: m.import_field_first_response,
  told_requester: m.import_field_told_requester,
  break: m.import_field_break,
  form: m.import_field_form,
  started: m.import_field_started,
  ended: m.import_field_ended,
  expected_end: m.import_field_expected_end,
  acceptable: m.import_field_acceptable,
  acceptable_why: m.import_field_acceptable_why,
  people: m.import_field_people,
  uses_per_person_per_week: m.import_field_uses_per_person_per_week,
  minutes_per_use: m.import_field_minutes_per_use,
  basis: m.import_field_basis,
  workaround: m.import_field_workaround,
  at: m.import_field_at,
  person: m.import_field_person,
  minutes: m.import_field_minutes,
  count: m.import_field_count,
};

/** A field by its name; one of a newer program is named as the program names it. */
export const fieldName = (field: string): string => fieldNames[field]?.() ?? field;

const words: Record<string, Record<string, () => string>> = {
  state: stateName,
  kind: kindName,
  route: routeName,
  break: breakName,
  form: formName,
  basis: basisName,
};

/** A word of ours as people read it. */
export const wordName = (field: string, word: string): string => words[field]?.[word]?.() ?? word;

export const outcomeName: Record<ImportOutcome, () => string> = {
  new: m.import_is_new,
  updated: m.import_is_updated,
  unchanged: m.import_is_unchanged,
  refused: m.import_is_refused,
};

export const rowsAreName: Record<RowsAre, () => string> = {
  requests: m.import_rows_requests,
  workarounds: m.import_rows_workarounds,
  occurrences: m.import_rows_occurrences,
};

/** Programs are called what they are called; a plain sheet is a word of ours. */
const programs: Record<string, string> = {
  servicenow: "ServiceNow",
  jira: "Jira",
  zendesk: "Zendesk",
  glpi: "GLPI",
  github_issues: "GitHub issues",
};
export const presetName = (preset: string): string => programs[preset] ?? m.import_preset_plain();

export const orderName: Record<string, () => string> = {
  ymd: m.import_dates_ymd,
  dmy: m.import_dates_dmy,
  mdy: m.import_dates_mdy,
};

export const delimiterName: Record<string, () => string> = {
  ",": m.import_delimiter_comma,
  ";": m.import_delimiter_semicolon,
  "\t": m.import_delimiter_tab,
  "|": m.import_delimiter_pipe,
};
