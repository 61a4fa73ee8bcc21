import type { CaptureView } from "../backend/bindings/types";
import { m } from "../paraglide/messages.js";
import { shown } from "../shortcuts/keys";
import { keysOf } from "../shortcuts/table";

/** What was saved is read before the window goes. Esc goes at once, and who types on is not held up. */
export const SAVED_MS = 1500;

/** What a line was saved as. */
export interface SavedWhat {
  title: string;
  /** What its tokens say, each with the dot before it; empty where it has none. */
  tokens: string;
}

/** What undo takes back from here, as long as nothing else was typed. */
export interface TakenBack {
  act: string;
  /** The line it was made of, which comes back. */
  sent: string;
  /** One that was not saved before it, and that stands in the field meanwhile. */
  waiting: string | undefined;
}

/** What is told once something was saved. */
export interface SavedTold {
  text: string;
  /** What that was, where one line says it. */
  what?: SavedWhat | undefined;
  back?: TakenBack | undefined;
}

/** What is said of it to a screen reader, which the foot's keys are not read to. */
export const savedSaid = (saved: SavedTold | null): string | undefined =>
  saved?.back === undefined ? saved?.text : `${saved.text} ${m.capture_undo_keys({ keys: shown(keysOf("capture.undo")) })}`;

export function savedWhat({ title, minutes, times, area, owner, safety }: CaptureView): SavedWhat {
  const tokens = [
    minutes === null ? "" : m.capture_takes_minutes({ minutes }),
    times === 1 ? "" : m.capture_takes_times({ count: times }),
    area?.name ?? "",
    owner?.name ?? "",
    safety ? m.safety() : "",
  ];
  return { title, tokens: tokens.filter((token) => token !== "").map((token) => ` · ${token}`).join("") };
}
