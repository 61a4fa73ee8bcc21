//! When the desks meet: now and then, soon after something was written, and seldom while the folder is away.

use std::time::Duration;

/// How often desks meet while nothing is written here. The design's figure (docs/sharing.md): a change made at another
/// desk is here within half a minute.
const EVERY: Duration = Duration::from_secs(30);

/// How soon after a change: so that what is typed in one go travels in one file.
const SOON_AFTER_A_CHANGE: Duration = Duration::from_secs(2);

/// The longest wait while meetings fail: a drive that is back is noticed within five minutes.
const SELDOM_AT_MOST: Duration = Duration::from_secs(300);

/// When the next meeting is due. Times are those of a clock that only runs forward, from any beginning.
#[derive(Debug, Default)]
pub(super) struct Rhythm {
    /// The last meeting, and how long to wait after it; none = none yet.
    last: Option<(Duration, Duration)>,
    failing: bool,
    /// The newest op that was seen here.
    newest_op: Option<i64>,
    /// When something newer was seen first since the last meeting.
    changed: Option<Duration>,
}

impl Rhythm {
    /// Whether to meet now.
    pub(super) fn is_due(&mut self, now: Duration, newest_op: i64) -> bool {
        if self.newest_op.replace(newest_op).is_some_and(|seen| seen != newest_op) {
            self.changed.get_or_insert(now);
        }
        let Some((last, wait)) = self.last else { return true };
        let soon = self.changed.is_some_and(|changed| now >= changed + SOON_AFTER_A_CHANGE);
        now >= last + wait || (soon && !self.failing)
    }

    /// Meetings go well again: somebody met the others by hand. What is written from now on goes soon, as ever.
    pub(super) fn goes_well(&mut self) {
        if std::mem::take(&mut self.failing) {
            self.last = self.last.map(|(at, _)| (at, EVERY));
        }
    }

    /// A meeting has ended; `newest_op` is the newest that it brought or sent.
    pub(super) fn met(&mut self, now: Duration, newest_op: i64, well: bool) {
        let wait = match self.last {
            _ if well => EVERY,
            Some((_, before)) if self.failing => (before * 2).min(SELDOM_AT_MOST),
            _ => EVERY,
        };
        *self = Self { last: Some((now, wait)), failing: !well, newest_op: Some(newest_op), changed: None };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn s(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn the_first_meeting_is_at_once_and_the_next_half_a_minute_later() {
        let mut rhythm = Rhythm::default();
        assert!(rhythm.is_due(s(0), 5));
        rhythm.met(s(1), 5, true);
        assert!(!rhythm.is_due(s(30), 5));
        assert!(rhythm.is_due(s(31), 5));
    }

    #[test]
    fn what_is_written_goes_two_seconds_after_its_first_change() {
        let mut rhythm = Rhythm::default();
        rhythm.met(s(0), 5, true);
        assert!(!rhythm.is_due(s(4), 6));
        assert!(!rhythm.is_due(s(5), 7), "one more keystroke");
        assert!(rhythm.is_due(s(6), 8), "and it is not put off again");
        rhythm.met(s(6), 8, true);
        assert!(!rhythm.is_due(s(10), 8), "what the meeting itself brought is no change");
    }

    #[test]
    fn while_the_folder_is_away_it_is_looked_for_ever_more_seldom() {
        let mut rhythm = Rhythm::default();
        let (mut now, mut waits) = (0, Vec::new());
        rhythm.met(s(0), 5, false);
        for _ in 0..6 {
            let due = (now..).find(|&at| rhythm.is_due(s(at), i64::try_from(at).unwrap())).unwrap();
            waits.push(due - now);
            now = due;
            rhythm.met(s(now), 5, false);
        }
        assert_eq!(waits, [30, 60, 120, 240, 300, 300], "changes made meanwhile do not hurry it");
        rhythm.met(s(now), 5, true);
        assert!(rhythm.is_due(s(now + 30), 5), "and as often as ever once it is back");
    }

    #[test]
    fn after_a_meeting_by_hand_what_is_written_goes_soon_again() {
        let mut rhythm = Rhythm::default();
        for at in [0, 30, 90] {
            rhythm.met(s(at), 5, false);
        }
        assert!(!rhythm.is_due(s(100), 6), "away: the next look is at 210 s");
        rhythm.goes_well();
        assert!(!rhythm.is_due(s(101), 6));
        assert!(rhythm.is_due(s(102), 6), "2 s after the change that was seen at 100 s");
        rhythm.goes_well();
        assert!(rhythm.is_due(s(120), 6), "and 30 s after the last, whatever was written");
    }
}
