// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { BreakChart } from "./BreakChart";
import type { RebasedAt } from "./RebasedAt";
import type { System } from "./System";
import type { WeekSpan } from "./WeekSpan";

/** The four weekly control charts of a system. */
export type BreakChartsView = {
/** Whose axis; `null` where the clinic has no system that went live. */
system: System | null,
/** One per break in the order of the stack; empty without a system that went live. */
charts: Array<BreakChart>,
/** Weeks the alarm compares with, as far as they were reached. */
baseline: WeekSpan | null,
/** Where limits were counted afresh. */
rebased: Array<RebasedAt>,
/** Points from which on limits are no longer on trial. */
firm_at: number,
/** The last measured day. */
as_of: string, };
