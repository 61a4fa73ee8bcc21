//! What the vendor promised: originals, slips, kept, due and void (TABLES, reading rules, A22, A26).

use keepalive_domain::facts::{Day, InstantMs, Promise, Request};
use keepalive_domain::words::{Clock, RequestFactKind, RequestState};

use crate::timeline::{Change, Timeline};

/// What became of an original promise by the last measured day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The promised thing came on or before the day it was due.
    Kept,
    /// It was due and did not come in time.
    Broken,
    /// The request was closed when it fell due, without the promised thing (A26), or nobody says whether that came in time
    /// ([`is_end_unknown`]).
    Void,
    /// It is not due yet.
    Pending,
}

/// The promises for one clock of one request: the first one, and how often it slipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromiseLine {
    /// The earliest promise: re-promises never replace it.
    pub original: Promise,
    /// Re-promises due later than the one before them.
    pub slips: u64,
    /// The latest promise.
    pub latest: Promise,
}

/// The promises for one clock made by the last measured day; `None` if there were none.
#[must_use]
pub fn promise_line(request: &Request, clock: Clock, last_day: Day) -> Option<PromiseLine> {
    let made = |promise: &&Promise| promise.clock == clock && promise.made_on <= last_day;
    let mut line: Vec<Promise> = request.promises.iter().filter(made).copied().collect();
    line.sort_by_key(|promise| promise.made_on);
    let slips = line.windows(2).filter(|pair| pair[1].due_on > pair[0].due_on).count() as u64;
    Some(PromiseLine { original: *line.first()?, slips, latest: *line.last()? })
}

/// The day the original `fix` promise, else the original `delivery` promise, was due (TABLES, reading rules).
#[must_use]
pub fn fix_due_on(request: &Request, last_day: Day) -> Option<Day> {
    promise_line(request, Clock::Fix, last_day)
        .or_else(|| promise_line(request, Clock::Delivery, last_day))
        .map(|line| line.original.due_on)
}

/// Whether nobody can say if the promised thing came in time: when it fell due, or now, the request is done on a day that
/// nobody says. What is known to be open again since then is not.
#[must_use]
pub fn is_end_unknown(promise: Promise, timeline: &Timeline, last_day: Day) -> bool {
    timeline.is_done_some_day(promise.due_on.min(last_day)) || timeline.is_done_some_day(last_day)
}

/// What became of a promise.
///
/// Whatever came on or before the day it was due keeps it; a later reopening takes no keeping back (A22). Where
/// [`is_end_unknown`], it is neither kept nor due.
#[must_use]
pub fn outcome(
    promise: Promise,
    request: &Request,
    timeline: &Timeline,
    last_day: Day,
    day_of: impl Fn(InstantMs) -> Day,
) -> Outcome {
    let by = promise.due_on.min(last_day);
    let fact_came = |kind| request.facts.iter().any(|fact| fact.fact == kind && day_of(fact.at) <= by);
    let kept = match promise.clock {
        Clock::Response => fact_came(RequestFactKind::FirstResponse),
        Clock::Workaround => fact_came(RequestFactKind::WorkaroundOffered),
        Clock::Fix | Clock::Delivery => timeline
            .changes()
            .iter()
            .filter(|change| change.state == RequestState::Delivered)
            .filter_map(Change::said_on)
            .any(|day| day <= by),
    };
    if kept {
        Outcome::Kept
    } else if is_end_unknown(promise, timeline, last_day) {
        Outcome::Void
    } else if promise.due_on >= last_day {
        Outcome::Pending
    } else if timeline.at_end_of(promise.due_on).is_some_and(|change| change.closes()) {
        Outcome::Void
    } else {
        Outcome::Broken
    }
}
