//! Since when the clinic has been writing things down (TABLES A25).

use keepalive_domain::facts::Day;

use crate::periods::{MeasuredDays, Periods, Span};
use crate::record::SystemView;

/// The earliest local day among the clinic's estimates, occurrences, request states, chases, pulse rows and
/// answers up to the last measured day; `None` if there is none.
#[must_use]
pub fn first_recorded_day(view: &SystemView<'_>) -> Option<Day> {
    let (facts, record) = (view.facts(), view.record());
    let workarounds = facts.workarounds.iter().flat_map(|workaround| {
        let estimates = workaround.estimates.iter().map(|estimate| estimate.from);
        estimates.chain(workaround.occurrences.first().map(|cell| cell.day))
    });
    let requests = facts.requests.iter().enumerate().flat_map(|(index, request)| {
        let chases = request.chases.iter().map(|chase| record.day_of(chase.at));
        chases.chain(record.first_state_day(index))
    });
    let pulse = facts.pulse.iter().map(|row| row.week_of);
    let answers = facts.questions.iter().flat_map(|question| question.answers.iter().map(|row| row.0));
    let days = workarounds.chain(requests).chain(pulse).chain(answers);
    days.min().filter(|day| *day <= view.last_day())
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
