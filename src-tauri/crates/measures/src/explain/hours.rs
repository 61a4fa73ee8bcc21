//! Behind the hours: which workarounds and which chases.

use keepalive_domain::facts::Workaround;
use keepalive_domain::words::{Basis, Break};

use super::{Asked, Explained, Figure, Method, Missing, Note, Of, Row, missing_of_hours, period_asked};
use crate::compare::ratio;
use crate::estimates::revisions;
use crate::hours_lost::{
    HoursLost, active_span, hours_lost, occurrences_in_use, occurrences_on, uncounted_in, workaround_hours,
};
use crate::median::TimedMinutes;
use crate::periods::{MeasuredDays, Periods, Span};
use crate::record::SystemView;
use crate::staffing::average_fte;

/// Days over which the uses per person per week are spread.
const DAYS_PER_WEEK: f64 = 7.0;

/// Minutes in an hour.
const MINUTES_PER_HOUR: f64 = 60.0;

/// Hours of a system in a month or week: all, timed, or per FTE.
pub(super) fn of_system(view: &SystemView<'_>, asked: Asked<'_>) -> Option<Explained> {
    let (periods, index) = period_asked(view, asked.when)?;
    let timed_only = asked.figure == Figure::HoursTimed;
    // The timed part is served of all breaks together only.
    let of_break = asked.of_break.filter(|_| !timed_only);
    let wanted = |break_: Break| of_break.is_none_or(|of| of == break_);
    let mut rows = Vec::new();
    for &position in view.workarounds() {
        let workaround = &view.facts().workarounds[position];
        let hours = workaround_hours(workaround, periods, view.last_day(), &view.facts().thresholds);
        let Some(hours) = hours.get(index).filter(|hours| hours.all > 0.0) else { continue };
        if wanted(workaround.break_) {
            let part = if timed_only { hours.timed } else { hours.all };
            rows.push(Row::new(Of::Workaround(position), part).because(Note::Timed(hours.timed)));
        }
    }
    if wanted(Break::Support) {
        rows.extend(chases(view, periods, index));
    }
    let lost = hours_lost(view, periods).get(index).copied()?;
    let value = hours_of(&lost, of_break, timed_only);
    let fte = average_fte(view.facts(), periods, view.last_day()).get(index).copied()?;
    let mut missing = missing_of_hours(view, periods, index);
    missing.extend(weak_points(view, periods, index, &lost, of_break));
    let (value, method) = if asked.figure == Figure::HoursPerFte {
        if fte.is_none() {
            missing.push(Missing::NoFte);
        }
        (ratio(value, fte), Method::PerFte { fte, scale: 1.0 })
    } else {
        (Some(value), Method::Sum)
    };
    Some(Explained {
        period: periods.as_slice().get(index).copied(),
        missing,
        thresholds: &["timed_occurrences"],
        ..Explained::of(value, method, rows)
    })
}

fn hours_of(lost: &HoursLost, of_break: Option<Break>, timed_only: bool) -> f64 {
    match of_break {
        _ if timed_only => lost.timed,
        Some(break_) => lost.of(break_),
        None => lost.all,
    }
}

/// Every chase of the system's requests in the period, in hours.
fn chases(view: &SystemView<'_>, periods: &Periods, index: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for &request in view.requests() {
        for (day, chase) in view.record().chases(request) {
            if periods.index_of(day) == Some(index) {
                let note = Note::Chased(chase.minutes.as_f64());
                rows.push(Row::new(Of::Request(request), chase.minutes.hours()).on(day).because(note));
            }
        }
    }
    rows
}

/// How much is guessed, and what is in use without any way to count it.
fn weak_points(
    view: &SystemView<'_>,
    periods: &Periods,
    index: usize,
    lost: &HoursLost,
    of_break: Option<Break>,
) -> Vec<Missing> {
    let whole = of_break.is_none();
    let guessed = ratio(lost.all - lost.timed, Some(lost.all)).filter(|share| whole && *share > 0.0);
    let Some(days) = periods.as_slice().get(index).map(MeasuredDays::measured_span) else {
        return Vec::new();
    };
    let wanted = |at: &usize| of_break.is_none_or(|of| view.facts().workarounds[*at].break_ == of);
    let uncounted = uncounted_in(view, days).filter(wanted).count() as u64;
    let uncounted = (uncounted > 0).then_some(Missing::Uncounted(uncounted));
    guessed.map(Missing::Guessed).into_iter().chain(uncounted).collect()
}

/// Hours of one workaround in a month or week, by the estimates in force and by what happened without one.
pub(super) fn of_workaround(view: &SystemView<'_>, asked: Asked<'_>) -> Option<Explained> {
    let (periods, index) = period_asked(view, asked.when)?;
    let position = asked.item.filter(|position| view.workarounds().contains(position))?;
    let workaround = &view.facts().workarounds[position];
    let hours = workaround_hours(workaround, periods, view.last_day(), &view.facts().thresholds);
    let mut missing = missing_of_hours(view, periods, index);
    if workaround.estimates.is_empty() && workaround.occurrences.iter().all(|cell| cell.minutes.is_none()) {
        missing.push(Missing::Uncounted(1));
    }
    Some(Explained {
        period: periods.as_slice().get(index).copied(),
        missing,
        thresholds: &["timed_occurrences"],
        ..Explained::of(
            hours.get(index).map(|hours| hours.all),
            Method::Sum,
            pieces(view, workaround, position, periods.as_slice().get(index)?.measured_span()),
        )
    })
}

/// The estimates in force on these days and the occurrences on those without one, as `workaround_hours` counts them.
fn pieces(view: &SystemView<'_>, workaround: &Workaround, position: usize, days: Span) -> Vec<Row> {
    let needed = u64::from(view.facts().thresholds.timed_occurrences);
    let life = active_span(workaround, view.last_day());
    let revisions = revisions(&workaround.estimates, view.last_day());
    let first_estimate = revisions.first().map_or(life.to, |(span, _)| span.from);
    let mut rows = Vec::new();
    let all = occurrences_in_use(workaround, view.last_day());
    let usual = TimedMinutes::of(all).median_minutes().unwrap_or(0.0);
    let loose = Span::new(life.from, life.to.min(first_estimate)).intersect(days);
    for cell in occurrences_on(workaround, loose) {
        let minutes = cell.minutes.map_or(usual, |minutes| minutes.as_f64());
        let note = Note::Happened { times: cell.times, minutes, timed: cell.minutes.is_some() };
        let hours = f64::from(cell.times) * minutes / MINUTES_PER_HOUR;
        rows.push(Row::new(Of::Workaround(position), hours).on(cell.day).because(note));
    }
    for (span, estimate) in revisions {
        let active = span.intersect(life);
        let counted = active.intersect(days);
        if counted.is_empty() {
            continue;
        }
        let timed = TimedMinutes::of(occurrences_on(workaround, active));
        let median = timed.median_minutes().filter(|_| timed.len() >= needed);
        let minutes = median.unwrap_or(estimate.minutes_per_use);
        let a_day =
            estimate.people * estimate.uses_per_person_per_week / DAYS_PER_WEEK * minutes / MINUTES_PER_HOUR;
        let note = Note::Estimate {
            people: estimate.people,
            uses: estimate.uses_per_person_per_week,
            minutes,
            days: counted.days(),
            timed: median.is_some() || estimate.basis == Basis::Timed,
            median_of: median.map(|_| timed.len()),
        };
        let hours = a_day * counted.days() as f64;
        rows.push(Row::new(Of::Workaround(position), hours).on(counted.from).because(note));
    }
    rows
}
