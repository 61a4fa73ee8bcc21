import type { CaptureView } from "../backend/bindings/types";
import { m } from "../paraglide/messages.js";

/** What a line was saved as: its title, then what its tokens say. */
export function savedWhat({ title, minutes, times, area, owner }: CaptureView): string {
  const parts = [
    title,
    minutes === null ? "" : m.capture_takes_minutes({ minutes }),
    times === 1 ? "" : m.capture_takes_times({ count: times }),
    area?.name ?? "",
    owner?.name ?? "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
