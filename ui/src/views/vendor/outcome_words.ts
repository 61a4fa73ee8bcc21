import type { PromiseOutcome } from "../../backend/bindings/types";
import { m } from "../../paraglide/messages.js";

/** What became of a promise, as people say it. */
export const outcomeName: Record<PromiseOutcome, () => string> = {
  late: m.outcome_late,
  pending: m.outcome_pending,
  kept: m.outcome_kept,
  void: m.outcome_void,
};
