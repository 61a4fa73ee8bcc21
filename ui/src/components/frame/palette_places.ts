import { m } from "../../paraglide/messages.js";
import { perform, performWhenBound } from "../../shortcuts/listen.svelte";
import { shown } from "../../shortcuts/keys";
import { keysOf } from "../../shortcuts/table";
import { dialogs } from "../../state/dialogs.svelte";
import { place, type View } from "../../state/place.svelte";
import { thisDesk } from "../../state/this_desk.svelte";
import { toasts } from "../../state/toasts.svelte";
import { settingsPart, type SettingsPart } from "../../state/settings_part.svelte";
import { handing } from "../../views/owners/handing.svelte";
import { reportOptions } from "../../views/reports/options.svelte";
import { settingsParts } from "../../views/settings/parts";
import { requestView, requestViews, type Look } from "../../views/requests/filter.svelte";
import { workaroundView, workaroundViews } from "../../views/workarounds/filter.svelte";

/** A place that has no key: found by its name, or by what people call it. */
export interface PalettePlace {
  /** How it is called where it stands. */
  label: string;
  /** Other words for it, found and not shown. */
  words?: string;
  /** The keys that do the same where it is at hand. */
  keys?: string;
  /** Over which others it stands. */
  group: string;
  go: () => void;
}

/** Other words for the parts of the settings. */
const SETTINGS_WORDS: Record<SettingsPart, () => string> = {
  clinic: m.palette_words_clinic,
  sites: m.palette_words_sites,
  systems: m.palette_words_systems,
  hours: m.palette_words_hours,
  people: m.palette_words_people,
  desk: m.palette_words_desk,
  appearance: m.palette_words_appearance,
  shortcut: m.palette_words_shortcut,
  background: m.palette_words_background,
  backups: m.palette_words_backups,
  sharing: m.palette_words_sharing,
  "import-card": m.palette_words_import,
  "take-out": m.palette_words_take_out,
  thresholds: m.palette_words_thresholds,
  about: m.palette_words_about,
};

/** The saved views of both lists, by name. */
function savedViews(): PalettePlace[] {
  const group = m.palette_saved_views();
  return [
    ...requestViews.all.map(({ name, shown: kept }) => ({
      label: name,
      words: m.view_requests(),
      group,
      go: () => {
        requestView.show(kept);
        place.go("requests");
      },
    })),
    ...workaroundViews.all.map(({ name, shown: kept }) => ({
      label: name,
      words: m.view_workarounds(),
      group,
      go: () => {
        workaroundView.show(kept);
        place.go("workarounds");
      },
    })),
  ];
}

/** Goes to a view and begins something new in it. */
function beginIn(view: View): void {
  if (place.view === view) return void perform("new");
  performWhenBound("new", view);
  place.go(view);
}

/**
 * Merges what is selected, what is open or the row that has the keys, as the key does. Where there is none of these the way leads to
 * the list in which requests are chosen.
 */
function merge(): void {
  if (place.view === "requests" && perform("item.merge")) return;
  look("list");
  toasts.show(m.merge_choose({ select: shown(keysOf("list.select")), merge: shown(keysOf("item.merge")) }));
}

/** Whether a list is shown in which several are marked. */
const marks = (): boolean => (place.view === "requests" && requestView.look === "list") || place.view === "workarounds";

/** Shows the requests as a list, as a board or for triage. */
function look(as: Look): void {
  requestView.look = as;
  place.go("requests");
}

/** What is begun in a view, found by its name from anywhere. `people`: whether anybody is there whose things could be handed over. */
function acts(people: boolean): PalettePlace[] {
  const group = m.search_commands();
  return [
    ...(thisDesk.may("log")
      ? [
          { label: m.request_new(), words: m.palette_words_new_request(), group, go: () => beginIn("requests") },
          { label: m.workaround_new(), words: m.palette_words_new_workaround(), group, go: () => beginIn("workarounds") },
        ]
      : []),
    ...(thisDesk.may("say")
      ? [{ label: m.palette_pulse(), words: m.palette_words_pulse(), group, go: () => void (dialogs.pulse = true) }]
      : []),
    { label: m.palette_list(), words: m.palette_words_list(), group, go: () => look("list") },
    { label: m.palette_board(), words: m.palette_words_board(), group, go: () => look("board") },
    ...(thisDesk.may("triage")
      ? [
          { label: m.triage(), words: m.palette_words_triage(), group, go: () => look("triage") },
          { label: m.palette_merge(), words: m.palette_words_merge(), keys: keysOf("item.merge"), group, go: merge },
        ]
      : []),
    ...(thisDesk.may("bulk") && marks()
      ? [{ label: m.keys_select_all(), keys: keysOf("list.select_all"), group, go: () => void perform("list.select_all") }]
      : []),
    ...(thisDesk.may("owners") && people
      ? [
          {
            label: m.hand_over(),
            words: m.palette_words_hand_over(),
            group,
            go: () => {
              handing.whose = "choose";
              place.go("owners");
            },
          },
        ]
      : []),
  ];
}

/** Everything the palette leads to beside what has keys: saved views, reports, the parts of the settings. */
export function palettePlaces({ people }: { people: boolean }): PalettePlace[] {
  const reports = m.view_reports();
  const settings = m.view_settings();
  return [
    ...acts(people),
    ...savedViews(),
    ...(thisDesk.may("triage") ? [{ label: m.palette_review(), group: reports, go: () => place.go("review") }] : []),
    {
      label: m.report_monthly(),
      words: m.palette_words_reports(),
      group: reports,
      go: () => {
        reportOptions.report = "monthly";
        place.go("reports");
      },
    },
    {
      label: m.report_vendor(),
      words: m.palette_words_reports(),
      group: reports,
      go: () => {
        reportOptions.report = "vendor";
        place.go("reports");
      },
    },
    ...settingsParts().map(({ part, label }) => ({
      label,
      words: SETTINGS_WORDS[part](),
      group: settings,
      go: () => settingsPart.go(part),
    })),
  ];
}
