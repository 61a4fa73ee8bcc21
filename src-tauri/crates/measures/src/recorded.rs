//! Since when the clinic has been writing things down (TABLES A25).

use keepalive_domain::facts::Day;

use crate::periods::{MeasuredDays, Periods, Span};
use crate::record::SystemView;

/// The day the clinic's record begins, for a system: `None` if that is after its last measured day.
#[must_use]
pub fn first_recorded_day(view: &SystemView<'_>) -> Option<Day> {
    view.record().first_day().filter(|day| *day <= view.last_day())
}

/// The share of each period's measured days on or after the record's first day, 0 to 1.
#[must_use]
pub fn recorded_shares(periods: &Periods, first_recorded_day: Option<Day>) -> Vec<f64> {
    let share = |days: Span| {
        let recorded = first_recorded_day.map_or(0, |first| days.intersect(Span::new(first, days.to)).days());
        recorded as f64 / days.days() as f64
    };
    periods.as_slice().iter().map(|measured| share(measured.measured_span())).collect()
}
