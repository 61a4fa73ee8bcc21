import type { ReviewView } from "../../backend/bindings/types";
import { m } from "../../paraglide/messages.js";

/** The steps of the monthly review, in their order. */
export const STEPS = ["cost", "hardened", "unowned", "waiting", "late", "quiet", "decisions", "report"] as const;
export type Step = (typeof STEPS)[number];

/** What a step is called. */
export const stepName: Record<Step, () => string> = {
  cost: m.review_cost,
  hardened: m.review_hardened,
  unowned: m.review_unowned,
  waiting: m.review_waiting,
  late: m.review_late,
  quiet: m.review_quiet,
  decisions: m.review_decisions,
  report: m.review_report,
};

/** How much a step holds to look at; null where it is no number of things. */
export function held(step: Step, view: ReviewView): number | null {
  switch (step) {
    case "cost":
    case "report":
      return null;
    case "hardened":
      return view.hardened;
    case "unowned":
      return view.unowned_areas.length + view.unowned_requests + view.unowned_workarounds;
    case "waiting": {
      const { ours, vendor, others, verify } = view.waiting;
      return ours + vendor + others + verify;
    }
    case "late":
      return view.late;
    case "quiet":
      return view.quiet;
    case "decisions":
      return view.reviews_due.length;
  }
}
