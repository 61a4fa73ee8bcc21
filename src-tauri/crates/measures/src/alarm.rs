//! When a weekly series is in alarm: its baseline, its recent weeks, its signals (DOMAIN §5, TABLES A23, A25).

use keepalive_domain::calendar::GoLive;

use crate::compare::at_least;
use crate::control_chart::Segment;
use crate::record::SystemView;
use crate::recorded::first_recorded_day;
use crate::weeks::WeekFigures;

/// The go-live week with which the baseline begins, unless the record began later (DOMAIN §5).
pub const FIRST_BASELINE_WEEK: i32 = 3;

/// Weeks of the baseline (DOMAIN §5).
pub const BASELINE_WEEKS: i32 = 8;

/// Whole weeks that count as "now" (DOMAIN §5).
pub const RECENT_WEEKS: usize = 4;

/// Week 3, or the first week that starts on or after the record's first day, whichever is later; `None`
/// without any record (A25).
#[must_use]
pub fn first_baseline_week(view: &SystemView<'_>) -> Option<i32> {
    let axis = GoLive::new(view.system().go_live);
    let first_day = first_recorded_day(view)?;
    let week = axis.week_of(first_day);
    let starts_with_it = axis.week(week).is_some_and(|week| week.from == first_day);
    Some(FIRST_BASELINE_WEEK.max(if starts_with_it { week } else { week + 1 }))
}

/// Whether a week belongs to the baseline: whole, wholly recorded and one of the eight.
#[must_use]
pub fn is_baseline(week: &WeekFigures, first_baseline_week: i32) -> bool {
    let range = first_baseline_week..first_baseline_week.saturating_add(BASELINE_WEEKS);
    range.contains(&week.week.period.n) && week.is_wholly_recorded()
}

/// Whether the mean of the recent weeks is at least `alarm_ratio` times that of the baseline.
#[must_use]
pub fn is_raised(recent_mean: f64, baseline_mean: f64, alarm_ratio: f64) -> bool {
    at_least(recent_mean, alarm_ratio * baseline_mean)
}

/// Whether a chart has a signal dated in this week or later.
#[must_use]
pub fn has_signal_since(chart: &[Segment], week: i32) -> bool {
    chart.iter().flat_map(|segment| &segment.signals).any(|signal| signal.week >= week)
}
