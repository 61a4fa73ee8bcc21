//! Since when the clinic has been writing things down (TABLES A25).

use keepalive_domain::facts::Day;

use crate::periods::{MeasuredDays, Periods, Span};
use crate::record::SystemView;

/// The day the clinic's record begins, for a system: `None` if that is after its last measured day.
#[must_use]
pub fn first_recorded_day(view: &SystemView<'_>) -> Option<Day> {
    view.record().first_day().filter(|day| *day <= view.last_day())
}

/// The day from which hours can be counted, for a system: `None` if that is after its last measured day. An imported request
/// begins the record, and says nothing of the hours lost since.
#[must_use]
pub fn first_day_of_hours(view: &SystemView<'_>) -> Option<Day> {
    view.record().first_day_of_hours().filter(|day| *day <= view.last_day())
}

/// The share of each period's measured days on or after a first day, the record's or that of its hours, 0 to 1.
#[must_use]
pub fn recorded_shares(periods: &Periods, first_day: Option<Day>) -> Vec<f64> {
    let share = |days: Span| {
        let recorded = first_day.map_or(0, |first| days.intersect(Span::new(first, days.to)).days());
        recorded as f64 / days.days() as f64
    };
    periods.as_slice().iter().map(|measured| share(measured.measured_span())).collect()
}
