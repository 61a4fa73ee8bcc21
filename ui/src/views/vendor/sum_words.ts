import type { WeightedSum } from "../../backend/bindings/types";
import { count } from "../../format/number";
import { m } from "../../paraglide/messages.js";

/** The sum with every term, so that nobody has to believe it: `5 × 3 + 2 × 4 = 23`. */
export const spelledOut = (sum: WeightedSum): string =>
  `${sum.terms.map((term) => `${count(term.weight)} × ${count(term.rating)}`).join(" + ")} = ${count(sum.sum ?? 0)}`;

/** What keeps a sum away; empty where there is one. */
export function whatIsMissing(sum: WeightedSum): string {
  if (sum.sum !== null && sum.terms.length > 0) return "";
  const missing = [
    ...(sum.unrated > 0 ? [m.compare_unrated({ count: sum.unrated })] : []),
    ...(sum.unweighted > 0 ? [m.compare_unweighted({ count: sum.unweighted })] : []),
  ];
  return m.compare_no_sum({ missing: missing.join(", ") });
}
