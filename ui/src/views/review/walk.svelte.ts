import { Remembered } from "../../state/remembered.svelte";
import { STEPS, type Step } from "./steps";

/** Where one clinic's walk stands. */
interface Position {
  /** The month gone through, kept from its beginning on: a month may end meanwhile. Null is the last whole one. */
  month: number | null;
  step: Step;
  /** Steps that were looked at. */
  seen: Step[];
  /** The latest month whose report was saved; null is none so far. */
  finished: number | null;
}

const BEGINNING: Position = { month: null, step: "cost", seen: [], finished: null };

const isStep = (stored: unknown): stored is Step => STEPS.some((step) => step === stored);
const isMonth = (stored: unknown): stored is number | null => stored === null || typeof stored === "number";
const isPosition = (stored: unknown): stored is Position => {
  if (typeof stored !== "object" || stored === null) return false;
  const { month, step, seen, finished } = stored as Record<string, unknown>;
  return isMonth(month) && isStep(step) && Array.isArray(seen) && seen.every(isStep) && isMonth(finished);
};
type Positions = Record<string, Position>;
const isPositions = (stored: unknown): stored is Positions =>
  typeof stored === "object" && stored !== null && !Array.isArray(stored) && Object.values(stored).every(isPosition);

/** Where the monthly review stands, for each clinic: it survives a restart, and the sample has its own. */
class Walk {
  readonly #positions = new Remembered<Positions>("review.walk", {}, isPositions);

  of(clinic: string): Position {
    return this.#positions.current[clinic] ?? BEGINNING;
  }

  #set(clinic: string, part: Partial<Position>): void {
    this.#positions.current = { ...this.#positions.current, [clinic]: { ...this.of(clinic), ...part } };
  }

  /** Goes to a step; the one left behind was looked at. */
  go(clinic: string, step: Step): void {
    const { seen, step: left } = this.of(clinic);
    this.#set(clinic, { step, seen: seen.includes(left) ? seen : [...seen, left] });
  }

  /** The step before or after; the same at either end. */
  step(clinic: string, by: 1 | -1): void {
    const to = STEPS[STEPS.indexOf(this.of(clinic).step) + by];
    if (to !== undefined) this.go(clinic, to);
  }

  /** The report of a month was saved: its walk is over. */
  finish(clinic: string, month: number | null): void {
    this.#set(clinic, { finished: month, seen: [...STEPS] });
  }

  /** Whether a month's walk was begun and is not over. */
  underWay(clinic: string, month: number | null): boolean {
    const { month: at, seen, step } = this.of(clinic);
    return at === month && seen.length < STEPS.length && (seen.length > 0 || step !== "cost");
  }

  /** Goes on with a month's walk, or begins it. */
  begin(clinic: string, month: number | null): void {
    if (!this.underWay(clinic, month)) this.#set(clinic, { month, step: "cost", seen: [] });
  }
}

export const walk = new Walk();
