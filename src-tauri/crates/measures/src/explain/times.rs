//! Behind the times: every request or workaround that was followed, come or still waiting (Kaplan-Meier).

use keepalive_domain::calendar::MS_PER_DAY;

use super::{Explained, Figure, Method, Missing, Note, Of, Row, one};
use crate::ageing::{OWN_PERCENTILE, ageing};
use crate::hours_lost::active_span;
use crate::kaplan_meier::{Curve, Observation, kaplan_meier};
use crate::record::SystemView;
use crate::survival::WorkaroundSurvival;
use crate::turnaround::{Turnaround, TurnaroundClock, observations, undated};

/// A median is the first time at which this share is left.
pub(super) const HALF: f64 = 0.5;

/// The days to one event of a request: a median, or the clinic's own 85th percentile of delivery.
pub(super) fn turnaround(view: &SystemView<'_>, figure: Figure) -> Explained {
    let turnaround = Turnaround::of(view);
    let (clock, median, left) = match figure {
        Figure::FirstResponse => {
            (TurnaroundClock::FirstResponse, turnaround.first_response.median_days, HALF)
        }
        Figure::WorkaroundOffered => {
            (TurnaroundClock::WorkaroundOffered, turnaround.workaround_offered.median_days, HALF)
        }
        Figure::Verified => (TurnaroundClock::Verified, turnaround.verified.median_days, HALF),
        Figure::AgePercentile => {
            (TurnaroundClock::Delivered, ageing(view).percentile_days, 1.0 - OWN_PERCENTILE)
        }
        _ => (TurnaroundClock::Delivered, turnaround.delivered.median_days, HALF),
    };
    clock_of(view, clock, median, left, |_| true)
}

/// The days to one event of the wanted requests, by position.
pub(super) fn clock_of(
    view: &SystemView<'_>,
    clock: TurnaroundClock,
    value: Option<f64>,
    left: f64,
    wanted: impl Fn(usize) -> bool,
) -> Explained {
    let mut rows = Vec::new();
    let mut observed = Vec::new();
    for (request, observation) in observations(view, clock).filter(|(request, _)| wanted(*request)) {
        let timeline = &view.timelines()[request];
        let note = match (observation.event, timeline.last().is_some_and(|change| change.closes())) {
            (true, _) => Note::Came,
            (false, true) => Note::ClosedWithout,
            (false, false) => Note::Waiting,
        };
        let row = Row::new(Of::Request(request), days(observation.time)).over(one(observation.event));
        rows.push(Row { on: timeline.first().map(|first| first.day), ..row.because(note) });
        observed.push(observation);
    }
    let left_out = undated(view, clock).filter(|request| wanted(*request)).count() as u64;
    followed(value, left, (&kaplan_meier(observed), left_out), rows, days)
}

/// Days after which half of the workarounds are still in use.
pub(super) fn survival(view: &SystemView<'_>) -> Explained {
    let median = WorkaroundSurvival::of(view).median_days;
    lives_of(view, median, view.workarounds().iter().copied())
}

/// Days after which half of some workarounds, by position, are still in use.
pub(super) fn lives_of(
    view: &SystemView<'_>,
    median: Option<f64>,
    workarounds: impl Iterator<Item = usize>,
) -> Explained {
    let mut rows = Vec::new();
    let mut observed = Vec::new();
    for position in workarounds {
        let workaround = &view.facts().workarounds[position];
        if workaround.started > view.last_day() {
            continue;
        }
        let ended = workaround.ended.is_some_and(|ended| ended <= view.last_day());
        let lived = active_span(workaround, view.last_day()).days();
        let note = if ended { Note::Came } else { Note::Waiting };
        let row = Row::new(Of::Workaround(position), lived as f64).over(one(ended));
        rows.push(row.on(workaround.started).because(note));
        observed.push(Observation { time: lived, event: ended });
    }
    followed(median, HALF, (&kaplan_meier(observed), 0), rows, |days| days as f64)
}

/// Open requests older than the clinic's own 85th percentile.
pub(super) fn old_requests(view: &SystemView<'_>) -> Option<Explained> {
    let ageing = ageing(view);
    let rows: Vec<Row> = ageing
        .open
        .iter()
        .map(|open| {
            let old = open.beyond_percentile == Some(true);
            let first = view.timelines()[open.request].first().map(|first| first.day);
            let row = Row::new(Of::Request(open.request), one(old)).because(Note::Old(old));
            Row { on: first, ..row }
        })
        .collect();
    let old = rows.iter().filter(|row| row.note == Note::Old(true)).count();
    let measured = ageing.percentile_days.is_some();
    let missing = (!measured).then_some(Missing::NotReached).into_iter().collect();
    Some(Explained {
        missing,
        ..Explained::of(measured.then_some(old as f64), Method::Sum, if measured { rows } else { Vec::new() })
    })
}

fn followed(
    value: Option<f64>,
    left: f64,
    (curve, undated): (&Curve, u64),
    rows: Vec<Row>,
    in_days: impl Fn(i64) -> f64,
) -> Explained {
    let is_median = left >= HALF;
    let method = Method::TimeWhenLeft {
        left,
        n: curve.n,
        events: curve.events,
        low: curve.median_low().filter(|_| is_median).map(&in_days),
        high: curve.median_high().filter(|_| is_median).map(&in_days),
    };
    let missing = if curve.n == 0 {
        Some(Missing::NothingBelow)
    } else {
        value.is_none().then_some(Missing::NotReached)
    };
    let missing = missing.into_iter().chain(Missing::undated(undated)).collect();
    Explained { missing, ..Explained::of(value, method, rows) }
}

/// Milliseconds as days of 24 hours.
pub(super) fn days(ms: i64) -> f64 {
    ms as f64 / MS_PER_DAY as f64
}

/// A row as the observation it stands for, to the millisecond.
#[expect(clippy::cast_possible_truncation, reason = "days of a calendar of 9,999 years in milliseconds fit")]
pub(super) fn observation(row: &Row) -> Option<Observation> {
    Some(Observation { time: (row.part? * MS_PER_DAY as f64).round() as i64, event: row.whole? > 0.0 })
}
