// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { FewerAsks } from "./FewerAsks";
import type { NeedItem } from "./NeedItem";
import type { ReviewCost } from "./ReviewCost";
import type { ReviewDecided } from "./ReviewDecided";
import type { ReviewMonth } from "./ReviewMonth";
import type { ReviewWaiting } from "./ReviewWaiting";

/** The monthly review, step by step. The cost is of the month's end; everything that can be acted on is of today. */
export type ReviewView = {
/** The month gone through; `null` where none was measured yet. */
month: ReviewMonth | null,
/** What it cost; `null` = not measured. */
cost: ReviewCost | null,
/** Workarounds hardened today. */
hardened: number,
/** Configuration areas nobody owns, in the order of Owners. */
unowned_areas: Array<NeedItem>,
/** Open requests nobody owns. */
unowned_requests: number,
/** Workarounds in use nobody owns. */
unowned_workarounds: number,
/** Open requests by whom they wait on. */
waiting: ReviewWaiting,
/** Requests past their first promise, waiting on the vendor. */
late: number,
/** Open requests without a word for four weeks. */
quiet: number,
/** Requests withdrawn in the month. */
withdrawn: number,
/** Fewer asked while more worked around; only where that is so. */
fewer_asks: FewerAsks | null,
/** Accepted workarounds, areas and people due to be looked at again, the longest due first. */
reviews_due: Array<NeedItem>,
/** What was decided in the month. */
decided: ReviewDecided, };
