import { m } from "../../paraglide/messages.js";

const WEEK = 7;

/** Rhythms a clinic can choose from, in weeks: from every week to once a year. */
const WEEKS_TO_CHOOSE = [1, 2, 4, 6, 8, 13, 26, 52];

/** A rhythm in words: whole weeks as weeks, anything else in days, as an import may have brought it. */
export function rhythmName(days: number | null): string {
  if (days === null) return m.rhythm_none();
  return days % WEEK === 0 ? m.rhythm_weeks({ count: days / WEEK }) : m.rhythm_days({ count: days });
}

/** Every rhythm there is to choose, the one in force among them. */
export function rhythms(inForce: number | null): { days: number; label: string }[] {
  const days = new Set(WEEKS_TO_CHOOSE.map((weeks) => weeks * WEEK));
  if (inForce !== null) days.add(inForce);
  return [...days].toSorted((a, b) => a - b).map((each) => ({ days: each, label: rhythmName(each) }));
}

