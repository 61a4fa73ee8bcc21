//! Behind the flow of requests: which came, went, waited, and whose turn it was.

use keepalive_domain::calendar::MS_PER_DAY;
use keepalive_domain::facts::InstantMs;
use keepalive_domain::words::RequestState;

use super::{Asked, Explained, Figure, Method, Missing, Note, Of, Row, missing_in, period_asked};
use crate::compare::ratio;
use crate::flow::{asks_per_active_workaround, flow};
use crate::hours_lost::active_span;
use crate::overdue::{FTE_OF_A_SMALL_CLINIC, overdue_days, overdue_spans_of, per_10_fte};
use crate::periods::MeasuredDays;
use crate::promises::fix_due_on;
use crate::record::SystemView;
use crate::staffing::average_fte;
use crate::timeline::{Effect, Timeline};
use crate::whose_turn::{Turns, turns};

/// Overdue request-days per 10 FTE.
pub(super) fn overdue(view: &SystemView<'_>, asked: Asked<'_>) -> Option<Explained> {
    let (periods, index) = period_asked(view, asked.when)?;
    let mut rows = Vec::new();
    for (request, timeline) in view.begun_requests() {
        let of_period = |span| periods.overlaps(span).filter(|(at, _)| *at == index).map(|(_, days)| days);
        let days: i64 = overdue_spans_of(view, request, timeline).flat_map(of_period).sum();
        let due_on = fix_due_on(&view.facts().requests[request], view.last_day());
        if let Some(due_on) = due_on.filter(|_| days > 0) {
            rows.push(Row::new(Of::Request(request), days as f64).because(Note::DueOn(due_on)));
        }
    }
    let fte = average_fte(view.facts(), periods, view.last_day());
    let value = per_10_fte(&overdue_days(view, periods), &fte).get(index).copied().flatten();
    let fte = fte.get(index).copied().flatten();
    let mut missing = missing_in(view, periods, index);
    missing.extend(fte.is_none().then_some(Missing::NoFte));
    Some(Explained {
        period: periods.as_slice().get(index).copied(),
        missing,
        ..Explained::of(value, Method::PerFte { fte, scale: FTE_OF_A_SMALL_CLINIC }, rows)
    })
}

/// Requests that came, were closed, or were given up in the period.
pub(super) fn moved(view: &SystemView<'_>, asked: Asked<'_>) -> Option<Explained> {
    let (periods, index) = period_asked(view, asked.when)?;
    let mut rows = Vec::new();
    for (request, timeline) in view.begun_requests() {
        for change in timeline.changes().iter().filter(|change| periods.index_of(change.day) == Some(index)) {
            let counts = match asked.figure {
                Figure::Arrivals => change.arrives(),
                Figure::Withdrawn => change.state == RequestState::Withdrawn,
                _ => change.closes(),
            };
            let reopened = asked.figure == Figure::Arrivals && change.effect == Effect::Reopening;
            let note = if reopened { Note::Reopened } else { Note::State(change.state) };
            rows.extend(counts.then(|| Row::new(Of::Request(request), 1.0).on_day_of(change).because(note)));
        }
    }
    let counted = flow(view, periods).get(index).copied()?;
    let value = match asked.figure {
        Figure::Arrivals => counted.arrivals,
        Figure::Withdrawn => counted.withdrawn,
        _ => counted.departures,
    };
    Some(Explained {
        period: periods.as_slice().get(index).copied(),
        missing: missing_in(view, periods, index),
        ..Explained::of(Some(value as f64), Method::Sum, rows)
    })
}

/// Requests open at the end of the period's last measured day.
pub(super) fn open(view: &SystemView<'_>, asked: Asked<'_>) -> Option<Explained> {
    let (periods, index) = period_asked(view, asked.when)?;
    let day = periods.as_slice().get(index)?.last_measured_day();
    let open = |(request, timeline): (usize, &Timeline)| {
        let state = timeline.at_end_of(day).filter(|change| !change.closes())?.state;
        let first = timeline.first()?;
        Some(Row::new(Of::Request(request), 1.0).on_day_of(first).because(Note::State(state)))
    };
    let rows = view.begun_requests().filter_map(open).collect();
    Some(Explained {
        period: periods.as_slice().get(index).copied(),
        missing: missing_in(view, periods, index),
        ..Explained::of(flow(view, periods).get(index).map(|flow| flow.wip as f64), Method::Sum, rows)
    })
}

/// Requests asked in the period ÷ workarounds in use on its first day.
pub(super) fn asks(view: &SystemView<'_>, asked: Asked<'_>) -> Option<Explained> {
    let (periods, index) = period_asked(view, asked.when)?;
    let start = periods.as_slice().get(index)?.period.from;
    let asks = view.begun_requests().filter_map(|(request, timeline)| {
        let first = timeline.first().filter(|first| periods.index_of(first.day) == Some(index))?;
        Some(Row::new(Of::Request(request), 1.0).over(0.0).on_day_of(first))
    });
    let in_use = view.workarounds().iter().filter_map(|&position| {
        let workaround = &view.facts().workarounds[position];
        let in_use = active_span(workaround, view.last_day()).contains(start);
        let row = Row::new(Of::Workaround(position), 0.0).over(1.0).on(workaround.started);
        in_use.then(|| row.because(Note::Below))
    });
    let rows: Vec<Row> = asks.chain(in_use).collect();
    let mut missing = missing_in(view, periods, index);
    let nothing_below = rows.iter().all(|row| row.note != Note::Below);
    missing.extend(nothing_below.then_some(Missing::NothingBelow));
    let value = asks_per_active_workaround(view, periods, &flow(view, periods)).get(index).copied().flatten();
    Some(Explained {
        period: periods.as_slice().get(index).copied(),
        missing,
        ..Explained::of(value, Method::Ratio { scale: 1.0 }, rows)
    })
}

/// Whose turn it was: the days of one request, or the share of all open days over all requests.
pub(super) fn turn(view: &SystemView<'_>, asked: Asked<'_>) -> Option<Explained> {
    let end_ms = view.facts().zone.day_end(view.last_day());
    match asked.item {
        Some(request) => turns_of_one(view, asked.figure, request, end_ms),
        None => Some(turns_of_all(view, asked.figure, end_ms)),
    }
}

fn turns_of_one(
    view: &SystemView<'_>,
    figure: Figure,
    request: usize,
    end_ms: InstantMs,
) -> Option<Explained> {
    let (_, timeline) = view.begun_requests().find(|(index, _)| *index == request)?;
    // Nobody says when one of its turns began or ended.
    if !timeline.is_dated() {
        let missing = vec![Missing::Undated(1)];
        return Some(Explained { missing, ..Explained::of(None, Method::Sum, Vec::new()) });
    }
    let changes = timeline.changes();
    let mut rows = Vec::new();
    for (at, change) in changes.iter().enumerate().filter(|(_, change)| is_turn(figure, change.state)) {
        let until = changes.get(at + 1).map_or(end_ms, |next| next.at);
        let row = Row::new(Of::Request(request), days((until - change.at).max(0)));
        rows.push(row.on(change.day).because(Note::State(change.state)));
    }
    let value = days(turn_of(figure, &turns(timeline, end_ms)));
    Some(Explained::of(Some(value), Method::Sum, rows))
}

fn turns_of_all(view: &SystemView<'_>, figure: Figure, end_ms: InstantMs) -> Explained {
    let (mut theirs, mut all) = (0, 0);
    let mut rows = Vec::new();
    for (request, timeline) in view.begun_requests() {
        let turns = turns(timeline, end_ms);
        let open = turns.ours_ms + turns.vendors_ms + turns.others_ms;
        if open > 0 {
            theirs += turn_of(figure, &turns);
            all += open;
            rows.push(Row::new(Of::Request(request), days(turn_of(figure, &turns))).over(days(open)));
        }
    }
    let undated = view.begun_requests().filter(|(_, timeline)| !timeline.is_dated()).count() as u64;
    let nothing = rows.is_empty().then_some(Missing::NothingBelow);
    let missing = nothing.into_iter().chain(Missing::undated(undated)).collect();
    let value = ratio(theirs as f64, Some(all as f64));
    Explained { missing, ..Explained::of(value, Method::Ratio { scale: 1.0 }, rows) }
}

const fn turn_of(figure: Figure, turns: &Turns) -> i64 {
    match figure {
        Figure::TurnVendor => turns.vendors_ms,
        Figure::TurnOthers => turns.others_ms,
        _ => turns.ours_ms,
    }
}

/// Whether a state is the turn of who is asked about; closed time is nobody's.
fn is_turn(figure: Figure, state: RequestState) -> bool {
    match state {
        RequestState::WaitingVendor => figure == Figure::TurnVendor,
        RequestState::WaitingOthers => figure == Figure::TurnOthers,
        state => figure == Figure::TurnOurs && !state.is_closing(),
    }
}

fn days(ms: i64) -> f64 {
    ms as f64 / MS_PER_DAY as f64
}
