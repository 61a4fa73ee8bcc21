import { percent, plain } from "../../format/number";
import { sentence } from "../../labels";
import { m } from "../../paraglide/messages.js";

/** Tests of the phase whose value is a share of 0 to 1. */
const SHARES = new Set(["overdue_share_of_open", "hardened_share", "entries_ratio"]);

/** Which side of its limit a test tells on (TABLES A23); all others tell at the limit or above it. */
const SIDE: Record<string, (inputs: { limit: string }) => string> = {
  late_baseline: m.how_limit_over,
  baseline_weeks: m.how_limit_under,
  entries_per_week: m.how_limit_under,
  entries_ratio: m.how_limit_most,
};

const number = (test: string, value: number): string => (SHARES.has(test) ? percent(value) : plain(value));

/** What a test is called, whatever it found. */
export const testName = (test: string): string => sentence({ code: `${test}_unmeasured`, args: [] }, "phase_test");

/** What a test found: a share in per cent, everything else as a number; empty where it was not measured. */
export const testValue = (test: string, value: number | null): string => (value === null ? "" : number(test, value));

/** The limit with the side of it that tells: "3 or more". */
export const limitText = (test: string, limit: number): string =>
  (SIDE[test] ?? m.how_limit_least)({ limit: number(test, limit) });
