//! Medians: of timed minutes with their multiplicity, and of whole numbers.

use keepalive_domain::facts::OccurrenceCell;
use keepalive_domain::minutes::Minutes;

/// How often each length of time was measured.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimedMinutes {
    /// Lengths in order with their multiplicity; one length may stand several times.
    lengths: Vec<(Minutes, u32)>,
    total: u64,
}

impl TimedMinutes {
    /// Counts the timed occurrences of these cells; `count` n is n occurrences (A9).
    #[must_use]
    pub fn of(cells: &[OccurrenceCell]) -> Self {
        let timed = cells.iter().filter_map(|cell| Some((cell.minutes?, cell.times)));
        let mut lengths: Vec<(Minutes, u32)> = timed.collect();
        lengths.sort_unstable();
        let total = lengths.iter().map(|(_, times)| u64::from(*times)).sum();
        Self { lengths, total }
    }

    /// How many occurrences were timed.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.total
    }

    /// Whether none was timed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// The median in minutes, the mean of the two middle ones of an even number; `None` of none.
    #[must_use]
    pub fn median_minutes(&self) -> Option<f64> {
        let lower = self.ranked(self.total.checked_sub(1)? / 2)?;
        let upper = self.ranked(self.total / 2)?;
        Some(f64::midpoint(lower.as_f64(), upper.as_f64()))
    }

    /// The value at a rank counted from 0 among all occurrences in order.
    fn ranked(&self, rank: u64) -> Option<Minutes> {
        let mut passed = 0;
        self.lengths.iter().find_map(|(minutes, times)| {
            passed += u64::from(*times);
            (rank < passed).then_some(*minutes)
        })
    }
}

/// The median of whole numbers, the mean of the two middle ones of an even number; `None` of none.
#[must_use]
pub fn median_of_counts(mut values: Vec<i64>) -> Option<f64> {
    values.sort_unstable();
    let lower = *values.get(values.len().checked_sub(1)? / 2)?;
    let upper = *values.get(values.len() / 2)?;
    Some(f64::midpoint(lower as f64, upper as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(minutes: Option<f64>, times: u32) -> OccurrenceCell {
        let minutes = minutes.map(|minutes| Minutes::from_f64(minutes).unwrap());
        OccurrenceCell { day: "2026-01-01".parse().unwrap(), minutes, times, entries: 1 }
    }

    #[test]
    fn the_median_counts_each_occurrence_of_a_cell() {
        // 2, 4, 4, 4, 10: the third is 4.
        let odd =
            TimedMinutes::of(&[cell(Some(10.0), 1), cell(Some(4.0), 3), cell(None, 9), cell(Some(2.0), 1)]);
        assert_eq!((odd.len(), odd.median_minutes()), (5, Some(4.0)));
        // 2, 2, 5, 9: (2 + 5) / 2 = 3.5.
        let even = TimedMinutes::of(&[cell(Some(2.0), 2), cell(Some(5.0), 1), cell(Some(9.0), 1)]);
        assert_eq!(even.median_minutes(), Some(3.5));
        assert_eq!(TimedMinutes::of(&[cell(None, 3)]).median_minutes(), None);
    }

    #[test]
    fn the_median_of_two_days_lies_between_them() {
        assert_eq!(median_of_counts(vec![7, 2]), Some(4.5));
        assert_eq!(median_of_counts(vec![]), None);
    }
}
