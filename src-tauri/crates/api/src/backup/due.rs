//! When a copy, and when a drill, is due.

use keepalive_store::Head;

/// How much younger than this the newest copy may be while something changed since: with the keeper's round of a
/// minute and the time a copy takes, no act is older than 15 minutes without a copy (docs/faults.md, row 18).
pub(super) const COPY_AGAIN_AFTER_MS: i64 = 13 * 60_000;

/// From when on Today says how old the newest copy is. Our own: a week without a copy means that the automatic ones do
/// not work here.
pub(super) const OLD_AFTER_DAYS: u32 = 7;

/// How often a copy is tried out.
pub(super) const DRILL_AGAIN_AFTER_MS: i64 = 30 * DAY_MS;

/// How soon a drill that failed is tried again.
pub(super) const DRILL_FAILED_AGAIN_AFTER_MS: i64 = DAY_MS;

pub(super) const DAY_MS: i64 = 86_400_000;

/// The newest copy: when it was taken, and where its log ends.
pub(super) type Newest = (i64, Head);

/// Whether a copy is due: something was written since the newest, and that is old enough, or there is none.
pub(super) fn copy_is_due(newest: Option<Newest>, now: Head, now_ms: i64) -> bool {
    if now.ops == 0 {
        return false;
    }
    match newest {
        None => true,
        Some((_, head)) if head == now => false,
        // A copy from the future was taken by a clock that was wrong: it says nothing about how long ago that was.
        Some((taken_ms, _)) => taken_ms > now_ms || now_ms - taken_ms >= COPY_AGAIN_AFTER_MS,
    }
}

/// Whether the newest copy is to be tried out: a month after the last time, a day after one that failed.
pub(super) fn drill_is_due(last: Option<(i64, bool)>, now_ms: i64) -> bool {
    last.is_none_or(|(at_ms, sound)| {
        let again = if sound { DRILL_AGAIN_AFTER_MS } else { DRILL_FAILED_AGAIN_AFTER_MS };
        at_ms > now_ms || now_ms - at_ms >= again
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_453_200_000;
    const MINUTE_MS: i64 = 60_000;

    fn head(ops: u64) -> Head {
        Head { ops, last: (ops > 0).then_some([9; 16]) }
    }

    #[test]
    fn a_copy_is_due_when_something_changed_and_the_newest_is_old_enough() {
        for (newest, now, due) in [
            (None, head(0), false),
            (None, head(1), true),
            (Some((NOW - 60 * MINUTE_MS, head(5))), head(5), false),
            (Some((NOW - 12 * MINUTE_MS, head(5))), head(6), false),
            (Some((NOW - 13 * MINUTE_MS, head(5))), head(6), true),
            (Some((NOW + MINUTE_MS, head(5))), head(6), true),
            // As many ops, but others: a restore went between.
            (Some((NOW - 13 * MINUTE_MS, Head { ops: 6, last: Some([1; 16]) })), head(6), true),
        ] {
            assert_eq!(copy_is_due(newest, now, NOW), due, "{newest:?} {now:?}");
        }
    }

    #[test]
    fn a_round_a_minute_and_thirteen_minutes_stay_under_fifteen() {
        // Written the moment after a copy, looked at each minute: the copy comes 13 to 14 minutes later.
        let copied = NOW;
        let first = (1..).map(|n| copied + n * MINUTE_MS + 59_000);
        let at = first.into_iter().find(|&at| copy_is_due(Some((copied, head(1))), head(2), at)).unwrap();
        assert!(at - copied < 15 * MINUTE_MS, "{}", at - copied);
    }

    #[test]
    fn a_drill_is_due_monthly_and_a_day_after_a_failure() {
        assert!(drill_is_due(None, NOW));
        assert!(!drill_is_due(Some((NOW - 29 * DAY_MS, true)), NOW));
        assert!(drill_is_due(Some((NOW - 30 * DAY_MS, true)), NOW));
        assert!(drill_is_due(Some((NOW - DAY_MS, false)), NOW));
        assert!(drill_is_due(Some((NOW + 1, true)), NOW), "the clock went back");
    }
}
