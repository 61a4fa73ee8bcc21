import { m } from "../paraglide/messages.js";

/** Where an act can be reached; also the order of the help sheet. */
export type Place = "anywhere" | "views" | "list" | "item" | "board" | "triage" | "review" | "figure" | "map" | "capture";

export interface Shortcut {
  /** The act's name in code; views bind to it. */
  act: Act;
  place: Place;
  /** The keys, the one to show first. */
  keys: string[];
  label: () => string;
  /** Also typed while in a field (only with Mod or Escape). */
  whileTyping?: boolean;
}

export type Act =
  | "palette"
  | "search"
  | "log"
  | "new"
  | "undo"
  | "redo"
  | "acts"
  | "trash"
  | "redact"
  | "settings"
  | "import"
  | "print"
  | "keys"
  | "view.today"
  | "view.requests"
  | "view.workarounds"
  | "view.friction"
  | "view.owners"
  | "view.changes"
  | "view.vendor"
  | "view.reports"
  | "list.next"
  | "list.previous"
  | "list.first"
  | "list.last"
  | "list.select"
  | "list.open"
  | "list.csv"
  | "list.xlsx"
  | "back"
  | "item.edit"
  | "item.owner"
  | "item.state"
  | "item.again"
  | "item.route"
  | "item.reviewed"
  | "review.next"
  | "review.previous"
  | "triage.done"
  | "triage.ask"
  | "triage.decline"
  | "triage.area"
  | "triage.route"
  | "triage.kind"
  | "triage.value"
  | "triage.effort"
  | "triage.merge"
  | "board.next"
  | "board.previous"
  | "figure.next"
  | "figure.previous"
  | "figure.first"
  | "figure.last"
  | "figure.pin"
  | "figure.table"
  | "map.owner"
  | "map.backup"
  | "capture.save"
  | "capture.again"
  | "capture.nothing"
  | "capture.takeOut"
  | "capture.hide";

/** The one table of keys: listeners, palette and help sheet read it, and nothing else names a key. */
export const SHORTCUTS: readonly Shortcut[] = [
  { act: "log", place: "anywhere", keys: ["Mod+N"], label: m.keys_log, whileTyping: true },
  { act: "palette", place: "anywhere", keys: ["Mod+K"], label: m.keys_palette, whileTyping: true },
  { act: "search", place: "anywhere", keys: ["/", "Mod+F"], label: m.keys_search, whileTyping: true },
  { act: "undo", place: "anywhere", keys: ["Mod+Z"], label: m.keys_undo },
  { act: "redo", place: "anywhere", keys: ["Mod+Shift+Z", "Mod+Y"], label: m.keys_redo },
  { act: "acts", place: "anywhere", keys: ["Mod+Alt+Z"], label: m.keys_acts, whileTyping: true },
  { act: "trash", place: "anywhere", keys: ["Mod+Alt+T"], label: m.keys_trash, whileTyping: true },
  { act: "redact", place: "anywhere", keys: ["Mod+Alt+R"], label: m.redact_open, whileTyping: true },
  { act: "settings", place: "anywhere", keys: ["Mod+,"], label: m.keys_settings, whileTyping: true },
  { act: "import", place: "anywhere", keys: ["Mod+Alt+I"], label: m.import_open, whileTyping: true },
  { act: "print", place: "anywhere", keys: ["Mod+P"], label: m.keys_print, whileTyping: true },
  { act: "keys", place: "anywhere", keys: ["?"], label: m.keys_help },
  { act: "view.today", place: "views", keys: ["Mod+1"], label: m.view_today, whileTyping: true },
  { act: "view.requests", place: "views", keys: ["Mod+2"], label: m.view_requests, whileTyping: true },
  { act: "view.workarounds", place: "views", keys: ["Mod+3"], label: m.view_workarounds, whileTyping: true },
  { act: "view.friction", place: "views", keys: ["Mod+4"], label: m.view_friction, whileTyping: true },
  { act: "view.owners", place: "views", keys: ["Mod+5"], label: m.view_owners, whileTyping: true },
  { act: "view.changes", place: "views", keys: ["Mod+6"], label: m.view_changes, whileTyping: true },
  { act: "view.vendor", place: "views", keys: ["Mod+7"], label: m.view_vendor, whileTyping: true },
  { act: "view.reports", place: "views", keys: ["Mod+8"], label: m.view_reports, whileTyping: true },
  { act: "list.next", place: "list", keys: ["j", "ArrowDown"], label: m.keys_next },
  { act: "list.previous", place: "list", keys: ["k", "ArrowUp"], label: m.keys_previous },
  { act: "list.first", place: "list", keys: ["Home"], label: m.keys_first },
  { act: "list.last", place: "list", keys: ["End"], label: m.keys_last },
  { act: "list.select", place: "list", keys: ["Space"], label: m.keys_select },
  { act: "list.open", place: "list", keys: ["Enter"], label: m.keys_open },
  { act: "list.xlsx", place: "list", keys: ["Mod+Shift+S"], label: m.list_save_xlsx },
  { act: "list.csv", place: "list", keys: ["Mod+Alt+S"], label: m.list_save_csv },
  { act: "back", place: "list", keys: ["Escape"], label: m.keys_back },
  { act: "new", place: "list", keys: ["n"], label: m.keys_new },
  { act: "item.edit", place: "item", keys: ["e"], label: m.keys_edit },
  { act: "item.owner", place: "item", keys: ["o"], label: m.keys_owner },
  { act: "item.state", place: "item", keys: ["s"], label: m.keys_state },
  { act: "item.again", place: "item", keys: ["+"], label: m.keys_again },
  { act: "item.route", place: "item", keys: ["w"], label: m.keys_route },
  { act: "item.reviewed", place: "item", keys: ["y"], label: m.keys_reviewed },
  { act: "review.next", place: "review", keys: ["Alt+ArrowRight", "]"], label: m.keys_review_next },
  { act: "review.previous", place: "review", keys: ["Alt+ArrowLeft", "["], label: m.keys_review_previous },
  { act: "triage.done", place: "triage", keys: ["t"], label: m.keys_triage_done },
  { act: "triage.ask", place: "triage", keys: ["q"], label: m.keys_triage_ask },
  { act: "triage.decline", place: "triage", keys: ["d"], label: m.keys_triage_decline },
  { act: "triage.area", place: "triage", keys: ["a"], label: m.keys_triage_area },
  { act: "triage.route", place: "triage", keys: ["r"], label: m.keys_triage_route },
  { act: "triage.kind", place: "triage", keys: ["c"], label: m.keys_triage_kind },
  { act: "triage.value", place: "triage", keys: ["v"], label: m.keys_triage_value },
  { act: "triage.effort", place: "triage", keys: ["f"], label: m.keys_triage_effort },
  { act: "triage.merge", place: "triage", keys: ["m"], label: m.keys_triage_merge },
  { act: "board.next", place: "board", keys: ["ArrowRight", "l"], label: m.keys_next_column },
  { act: "board.previous", place: "board", keys: ["ArrowLeft", "h"], label: m.keys_previous_column },
  { act: "figure.next", place: "figure", keys: ["ArrowRight"], label: m.keys_next_month },
  { act: "figure.previous", place: "figure", keys: ["ArrowLeft"], label: m.keys_previous_month },
  { act: "figure.first", place: "figure", keys: ["Home"], label: m.keys_first_month },
  { act: "figure.last", place: "figure", keys: ["End"], label: m.keys_last_month },
  { act: "figure.pin", place: "figure", keys: ["Enter"], label: m.keys_pin },
  { act: "figure.table", place: "figure", keys: ["t"], label: m.keys_table },
  { act: "map.owner", place: "map", keys: ["o"], label: m.keys_map_owner },
  { act: "map.backup", place: "map", keys: ["b"], label: m.keys_map_backup },
  { act: "capture.save", place: "capture", keys: ["Enter"], label: m.keys_capture_save, whileTyping: true },
  { act: "capture.again", place: "capture", keys: ["ArrowDown"], label: m.keys_capture_again, whileTyping: true },
  { act: "capture.nothing", place: "capture", keys: ["Alt+0"], label: m.keys_capture_nothing, whileTyping: true },
  { act: "capture.takeOut", place: "capture", keys: ["Alt+R"], label: m.keys_capture_take_out, whileTyping: true },
  { act: "capture.hide", place: "capture", keys: ["Escape"], label: m.keys_capture_hide, whileTyping: true },
];

/** The shortcut of an act. Every act has exactly one row; a test holds that. */
export function shortcut(act: Act): Shortcut {
  const row = SHORTCUTS.find((candidate) => candidate.act === act);
  if (row === undefined) throw new Error(`no shortcut row for ${act}`);
  return row;
}

/** The keys to show for an act. */
export const keysOf = (act: Act): string => shortcut(act).keys[0] ?? "";
