import { place } from "./place.svelte";

/** The parts of the settings, by the beginning of the identity of their headings. */
export const SETTINGS_PARTS = [
  "clinic",
  "sites",
  "systems",
  "hours",
  "people",
  "desk",
  "appearance",
  "shortcut",
  "background",
  "backups",
  "sharing",
  "import-card",
  "take-out",
  "thresholds",
  "about",
] as const;
export type SettingsPart = (typeof SETTINGS_PARTS)[number];

/** The part of the settings that somebody asked for from elsewhere, until it has come into view. */
class AskedPart {
  asked: SettingsPart | undefined = $state();

  /** Goes to the settings, where this part comes into view and has the keys. */
  go(part: SettingsPart): void {
    this.asked = part;
    place.go("settings");
  }
}

export const settingsPart = new AskedPart();
