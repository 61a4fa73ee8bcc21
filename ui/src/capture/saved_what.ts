import type { CaptureView } from "../backend/bindings/types";
import { m } from "../paraglide/messages.js";

/** What was saved is read before the window goes. Esc goes at once, and who types on is not held up. */
export const SAVED_MS = 1500;

/** What a line was saved as. */
export interface SavedWhat {
  title: string;
  /** What its tokens say, each with the dot before it; empty where it has none. */
  tokens: string;
}

/** What is told once something was saved. */
export interface SavedTold {
  text: string;
  /** What that was, where one line says it. */
  what: SavedWhat | undefined;
}

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
