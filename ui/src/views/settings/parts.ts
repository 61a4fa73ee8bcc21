import type { Deed } from "../../backend/bindings/schema";
import { m } from "../../paraglide/messages.js";
import { SETTINGS_PARTS, type SettingsPart } from "../../state/settings_part.svelte";
import { thisDesk } from "../../state/this_desk.svelte";

/** `deed`: where a part is not shown at every desk. */
const PARTS: Record<SettingsPart, { label: () => string; deed?: Deed }> = {
  clinic: { label: m.clinic, deed: "settings" },
  sites: { label: m.sites, deed: "settings" },
  systems: { label: m.systems, deed: "settings" },
  hours: { label: m.hours_head, deed: "settings" },
  people: { label: m.people, deed: "settings" },
  desk: { label: m.this_desk },
  appearance: { label: m.appearance },
  shortcut: { label: m.shortcut_head },
  background: { label: m.background_head },
  backups: { label: m.backups },
  sharing: { label: m.sharing },
  "import-card": { label: m.import_title, deed: "import" },
  "take-out": { label: m.take_all },
  thresholds: { label: m.thresholds, deed: "settings" },
  about: { label: m.about_head },
};

/** The parts that this desk has, with what stands over them. */
export const settingsParts = (): { part: SettingsPart; label: string }[] =>
  SETTINGS_PARTS.filter((part) => {
    const { deed } = PARTS[part];
    return deed === undefined || thisDesk.may(deed);
  }).map((part) => ({ part, label: PARTS[part].label() }));
