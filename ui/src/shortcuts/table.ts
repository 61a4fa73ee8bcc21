import type { Deed } from "../backend/bindings/schema";
import { m } from "../paraglide/messages.js";
import { thisDesk } from "../state/this_desk.svelte";
import KEYS from "./keys.json";

/** Where an act can be reached; also the order of the help sheet. */
export type Place = "anywhere" | "views" | "list" | "item" | "board" | "triage" | "review" | "figure" | "map" | "form" | "capture";

export interface Shortcut {
  /** The act's name in code; views bind to it. */
  act: Act;
  place: Place;
  /** The keys, the one to show first. */
  keys: readonly string[];
  label: () => string;
  /** Also typed while in a field (only with Mod or Escape). */
  whileTyping?: boolean;
  /** What it does, where that is not done at every desk. */
  deed?: Deed;
}

/** The acts that have keys. */
export type Act = keyof typeof KEYS;

/** Where each act is listened for and what it is called; its keys stand in `keys.json`. */
const ROWS: readonly Omit<Shortcut, "keys">[] = [
  { act: "log", place: "anywhere", label: m.keys_log, whileTyping: true, deed: "log" },
  { act: "palette", place: "anywhere", label: m.keys_palette, whileTyping: true },
  { act: "search", place: "anywhere", label: m.keys_search, whileTyping: true },
  { act: "undo", place: "anywhere", label: m.keys_undo, deed: "take_back" },
  { act: "redo", place: "anywhere", label: m.keys_redo, deed: "take_back" },
  { act: "acts", place: "anywhere", label: m.keys_acts, whileTyping: true, deed: "take_back" },
  { act: "trash", place: "anywhere", label: m.keys_trash, whileTyping: true },
  { act: "redact", place: "anywhere", label: m.redact_open, whileTyping: true, deed: "redact" },
  { act: "import", place: "anywhere", label: m.import_open, whileTyping: true, deed: "import" },
  { act: "print", place: "anywhere", label: m.keys_print, whileTyping: true },
  { act: "keys", place: "anywhere", label: m.keys_help },
  { act: "larger", place: "anywhere", label: m.keys_larger, whileTyping: true },
  { act: "smaller", place: "anywhere", label: m.keys_smaller, whileTyping: true },
  { act: "usual_size", place: "anywhere", label: m.keys_usual_size, whileTyping: true },
  { act: "view.today", place: "views", label: m.view_today, whileTyping: true },
  { act: "view.requests", place: "views", label: m.view_requests, whileTyping: true },
  { act: "view.workarounds", place: "views", label: m.view_workarounds, whileTyping: true },
  { act: "view.friction", place: "views", label: m.view_friction, whileTyping: true },
  { act: "view.owners", place: "views", label: m.view_owners, whileTyping: true },
  { act: "view.changes", place: "views", label: m.view_changes, whileTyping: true },
  { act: "view.vendor", place: "views", label: m.view_vendor, whileTyping: true },
  { act: "view.reports", place: "views", label: m.view_reports, whileTyping: true },
  // The ninth view; its first key is the one that settings have in every program.
  { act: "settings", place: "views", label: m.view_settings, whileTyping: true },
  { act: "list.next", place: "list", label: m.keys_next },
  { act: "list.previous", place: "list", label: m.keys_previous },
  { act: "list.first", place: "list", label: m.keys_first },
  { act: "list.last", place: "list", label: m.keys_last },
  { act: "list.select", place: "list", label: m.keys_select, deed: "bulk" },
  { act: "list.extend_next", place: "list", label: m.keys_extend_next, deed: "bulk" },
  { act: "list.extend_previous", place: "list", label: m.keys_extend_previous, deed: "bulk" },
  { act: "list.select_all", place: "list", label: m.keys_select_all, deed: "bulk" },
  { act: "list.open", place: "list", label: m.keys_open },
  { act: "list.xlsx", place: "list", label: m.list_save_xlsx },
  { act: "list.csv", place: "list", label: m.list_save_csv },
  { act: "back", place: "list", label: m.keys_back },
  { act: "new", place: "list", label: m.keys_new },
  { act: "item.edit", place: "item", label: m.keys_edit },
  { act: "item.owner", place: "item", label: m.keys_owner, deed: "own" },
  { act: "item.state", place: "item", label: m.keys_state, deed: "own" },
  { act: "item.again", place: "item", label: m.keys_again, deed: "log" },
  { act: "item.merge", place: "item", label: m.keys_merge, deed: "triage" },
  { act: "item.route", place: "item", label: m.keys_route, deed: "triage" },
  { act: "item.reviewed", place: "item", label: m.keys_reviewed, deed: "owners" },
  { act: "review.next", place: "review", label: m.keys_review_next },
  { act: "review.previous", place: "review", label: m.keys_review_previous },
  { act: "triage.done", place: "triage", label: m.keys_triage_done, deed: "triage" },
  { act: "triage.ask", place: "triage", label: m.keys_triage_ask, deed: "triage" },
  { act: "triage.decline", place: "triage", label: m.keys_triage_decline, deed: "triage" },
  { act: "triage.area", place: "triage", label: m.keys_triage_area, deed: "triage" },
  { act: "triage.route", place: "triage", label: m.keys_triage_route, deed: "triage" },
  { act: "triage.kind", place: "triage", label: m.keys_triage_kind, deed: "triage" },
  { act: "triage.value", place: "triage", label: m.keys_triage_value, deed: "triage" },
  { act: "triage.effort", place: "triage", label: m.keys_triage_effort, deed: "triage" },
  { act: "board.next", place: "board", label: m.keys_next_column },
  { act: "board.previous", place: "board", label: m.keys_previous_column },
  { act: "figure.next", place: "figure", label: m.keys_next_month },
  { act: "figure.previous", place: "figure", label: m.keys_previous_month },
  { act: "figure.first", place: "figure", label: m.keys_first_month },
  { act: "figure.last", place: "figure", label: m.keys_last_month },
  { act: "figure.pin", place: "figure", label: m.keys_pin },
  { act: "figure.table", place: "figure", label: m.keys_table },
  { act: "map.owner", place: "map", label: m.keys_map_owner, deed: "owners" },
  { act: "map.backup", place: "map", label: m.keys_map_backup, deed: "owners" },
  { act: "form.save", place: "form", label: m.keys_form_save, whileTyping: true },
  { act: "capture.save", place: "capture", label: m.keys_capture_save, whileTyping: true },
  { act: "capture.again", place: "capture", label: m.keys_capture_again, whileTyping: true },
  { act: "capture.offer", place: "capture", label: m.keys_capture_offer, whileTyping: true },
  { act: "capture.nothing", place: "capture", label: m.keys_capture_nothing, whileTyping: true, deed: "say" },
  { act: "capture.takeOut", place: "capture", label: m.keys_capture_take_out, whileTyping: true },
  { act: "capture.undo", place: "capture", label: m.keys_capture_undo, whileTyping: true, deed: "take_back" },
  { act: "capture.hide", place: "capture", label: m.keys_capture_hide, whileTyping: true },
];

/**
 * The one table of keys: listeners, palette and help sheet read it, and nothing else names a key. The native
 * menus take the keys from the same `keys.json`.
 */
export const SHORTCUTS: readonly Shortcut[] = ROWS.map((row) => ({ ...row, keys: KEYS[row.act] }));

/** Whether what a key does is done at this desk. */
export const offered = ({ deed }: Shortcut): boolean => deed === undefined || thisDesk.may(deed);

/** The shortcut of an act. Every act has exactly one row; a test holds that. */
export function shortcut(act: Act): Shortcut {
  const row = SHORTCUTS.find((candidate) => candidate.act === act);
  if (row === undefined) throw new Error(`no shortcut row for ${act}`);
  return row;
}

/** The keys to show for an act. */
export const keysOf = (act: Act): string => shortcut(act).keys[0] ?? "";
