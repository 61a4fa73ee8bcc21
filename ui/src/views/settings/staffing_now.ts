import type { HistoryEntry } from "../../backend/bindings/types";

/** Hours of a person as they stand on a day. */
export interface StaffingNow {
  fte: number;
  /** The first day; null = always. */
  from: string | null;
}

/** One line of staffing as the history of a person tells it. */
interface Line {
  fte: number | null;
  from: string | null;
  deleted: boolean;
}

/**
 * What counts for a person on a day, from the acts in their history, newest first as the border gives them. The catalogue says who
 * people are and not how much they work; their history holds every line of it.
 *
 * Unit: FTE. Missing: nothing written down, or nothing yet on that day, is undefined.
 */
export function staffingOn(day: string, entries: readonly HistoryEntry[]): StaffingNow | undefined {
  const lines = new Map<string, Line>();
  for (const change of entries.toReversed().flatMap((entry) => entry.changes)) {
    if (change.kind !== "fte") continue;
    const line = lines.get(change.id) ?? { fte: null, from: null, deleted: false };
    if (change.field === "fte") line.fte = change.value === null ? null : Number(change.value);
    else if (change.field === "from") line.from = change.value;
    else if (change.field === "deleted") line.deleted = change.value === "true";
    lines.set(change.id, line);
  }
  let now: StaffingNow | undefined;
  for (const { fte, from, deleted } of lines.values()) {
    if (deleted || fte === null || (from !== null && from > day)) continue;
    if (now === undefined || (from ?? "") >= (now.from ?? "")) now = { fte, from };
  }
  return now;
}
