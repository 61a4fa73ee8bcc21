//! Runs of days, and the go-live months or weeks they fall into.

use chrono::Days;
use keepalive_domain::calendar::{GoLive, MeasuredPeriod};
use keepalive_domain::facts::Day;

/// A run of days, the last one excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub from: Day,
    /// The day after the last.
    pub to: Day,
}

/// The months, or the weeks, of one system from go-live to its last measured day, in order and without holes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Periods(Vec<MeasuredPeriod>);

impl Span {
    /// The days from `from` until the day before `to`.
    #[must_use]
    pub const fn new(from: Day, to: Day) -> Self {
        Self { from, to }
    }

    /// How many days; 0 if it ends before it starts.
    #[must_use]
    pub fn days(self) -> i64 {
        self.to.signed_duration_since(self.from).num_days().max(0)
    }

    /// Whether it holds no day.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.to <= self.from
    }

    /// Whether the day lies in it.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        (self.from..self.to).contains(&day)
    }

    /// The days both hold.
    #[must_use]
    pub fn intersect(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), to: self.to.min(other.to) }
    }
}

impl Periods {
    /// The go-live months up to the one that holds the last measured day (A1).
    #[must_use]
    pub fn months(go_live: Day, last_measured_day: Day) -> Self {
        Self(GoLive::new(go_live).months_until(last_measured_day).collect())
    }

    /// The go-live weeks up to the one that holds the last measured day (A1).
    #[must_use]
    pub fn weeks(go_live: Day, last_measured_day: Day) -> Self {
        Self(GoLive::new(go_live).weeks_until(last_measured_day).collect())
    }

    /// The periods in order.
    #[must_use]
    pub fn as_slice(&self) -> &[MeasuredPeriod] {
        &self.0
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the system was not live yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every measured day of them.
    #[must_use]
    pub fn measured_days(&self) -> Option<Span> {
        Some(Span::new(self.0.first()?.period.from, self.0.last()?.measured_to))
    }

    /// The position of the period in which a measured day lies; `None` before go-live and after the last
    /// measured day.
    #[must_use]
    pub fn index_of(&self, day: Day) -> Option<usize> {
        let index = self.0.partition_point(|measured| measured.period.from <= day).checked_sub(1)?;
        (day < self.0.get(index)?.measured_to).then_some(index)
    }

    /// How many of the span's days are measured days of each period it touches: `(position, days)`.
    ///
    /// Takes time proportional to the periods touched, not to the days.
    pub fn overlaps(&self, span: Span) -> impl Iterator<Item = (usize, i64)> {
        let first = self.0.partition_point(|measured| measured.measured_to <= span.from);
        self.0
            .iter()
            .enumerate()
            .skip(first)
            .take_while(move |(_, measured)| measured.period.from < span.to)
            .map(move |(index, measured)| (index, measured.measured_span().intersect(span).days()))
            .filter(|(_, days)| *days > 0)
    }

    /// A value for every period, all starting out the same.
    #[must_use]
    pub fn filled<T: Clone>(&self, value: T) -> Vec<T> {
        vec![value; self.0.len()]
    }
}

/// What the measured part of a period can be asked for.
pub trait MeasuredDays {
    /// Its measured days.
    fn measured_span(&self) -> Span;
    /// Its last measured day.
    fn last_measured_day(&self) -> Day;
    /// Its last day has been measured, so its sums may be compared with others (DOMAIN §4).
    fn is_whole(&self) -> bool;
}

impl MeasuredDays for MeasuredPeriod {
    fn measured_span(&self) -> Span {
        Span::new(self.period.from, self.measured_to)
    }
    fn last_measured_day(&self) -> Day {
        day_before(self.measured_to)
    }
    fn is_whole(&self) -> bool {
        !self.partial
    }
}

/// The day after; the last day the calendar can hold stays itself.
#[must_use]
pub fn day_after(day: Day) -> Day {
    day.succ_opt().unwrap_or(day)
}

/// The day before; the first day the calendar can hold stays itself.
#[must_use]
pub fn day_before(day: Day) -> Day {
    day.pred_opt().unwrap_or(day)
}

/// The day this many days earlier; the first day the calendar can hold if that is out of reach.
#[must_use]
pub fn days_before(day: Day, days: u64) -> Day {
    day.checked_sub_days(Days::new(days)).unwrap_or(Day::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_span_is_shared_out_over_the_measured_days_of_each_period() {
        // Months from 31 January: [01-31, 02-28), [02-28, 03-31); measured until 5 March.
        let months = Periods::months(day("2026-01-31"), day("2026-03-05"));
        let span = Span::new(day("2026-01-01"), day("2026-04-01"));
        assert_eq!(months.overlaps(span).collect::<Vec<_>>(), [(0, 28), (1, 6)]);
        let inner = Span::new(day("2026-02-27"), day("2026-03-02"));
        assert_eq!(months.overlaps(inner).collect::<Vec<_>>(), [(0, 1), (1, 2)]);
        assert_eq!(months.overlaps(Span::new(day("2026-03-06"), day("2026-03-09"))).count(), 0);
        assert_eq!(months.overlaps(Span::new(day("2026-03-02"), day("2026-03-01"))).count(), 0);
    }

    #[test]
    fn a_day_belongs_to_one_period_or_to_none() {
        let weeks = Periods::weeks(day("2026-01-05"), day("2026-01-14"));
        assert_eq!(weeks.index_of(day("2026-01-04")), None);
        assert_eq!(weeks.index_of(day("2026-01-11")), Some(0));
        assert_eq!(weeks.index_of(day("2026-01-12")), Some(1));
        assert_eq!(weeks.index_of(day("2026-01-14")), Some(1));
        assert_eq!(weeks.index_of(day("2026-01-15")), None, "not measured yet");
    }

    #[test]
    fn there_is_no_period_before_go_live() {
        assert!(Periods::months(day("2026-02-01"), day("2026-01-31")).is_empty());
    }
}
