//! Every promise of a system's requests with what became of it (TABLES, reading rules, A22, A26).

use keepalive_domain::facts::{Day, Promise, Request};
use keepalive_domain::words::{Clock, RequestFactKind, RequestState};

use crate::promises::{Outcome, outcome, promise_line};
use crate::record::SystemView;
use crate::timeline::{Change, Timeline};

/// The promises for one clock of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisterLine {
    /// Position of the request in the facts.
    pub request: usize,
    /// The first promise: what is held against the vendor.
    pub original: Promise,
    /// Re-promises due later than the one before them.
    pub slips: u64,
    /// What became of the original.
    pub outcome: Outcome,
    /// Day the promised thing came; `None` = not yet, or on a day that nobody says.
    pub came_on: Option<Day>,
    /// Day the request was closed; `None` = it is open, or nobody says the day.
    pub closed_on: Option<Day>,
    /// Days past the original's due day: until it came, or until the request was closed without it, or until the
    /// last measured day. `None` unless it is late.
    pub days_late: Option<i64>,
}

/// The register, in list order of the requests and in the order of the clocks.
///
/// Unit: calendar days. Counts: originals of all the system's begun requests, as A22 does. Missing: a promise
/// that is not due, kept or void is not late. Source: DOMAIN §3 and §5.
#[must_use]
pub fn promise_register(view: &SystemView<'_>) -> Vec<RegisterLine> {
    let mut lines = Vec::new();
    for (index, timeline) in view.begun_requests() {
        let request = &view.facts().requests[index];
        for clock in Clock::ALL {
            if let Some(line) = promise_line(request, *clock, view.last_day()) {
                let day_of = |at| view.record().day_of(at);
                let outcome = outcome(line.original, request, timeline, view.last_day(), day_of);
                let came_on = came_on(view, request, timeline, *clock);
                let closed_on = timeline.last().filter(|change| change.closes()).and_then(Change::said_on);
                let until = came_on.or(closed_on).unwrap_or(view.last_day());
                let late = until.signed_duration_since(line.original.due_on).num_days();
                lines.push(RegisterLine {
                    request: index,
                    original: line.original,
                    slips: line.slips,
                    outcome,
                    came_on,
                    closed_on,
                    days_late: (outcome == Outcome::Broken).then_some(late.max(0)),
                });
            }
        }
    }
    lines
}

/// The first day the promised thing came by the last measured day.
fn came_on(view: &SystemView<'_>, request: &Request, timeline: &Timeline, clock: Clock) -> Option<Day> {
    let fact = |kind| {
        let days = request.facts.iter().filter(|fact| fact.fact == kind);
        days.map(|fact| view.record().day_of(fact.at)).filter(|day| *day <= view.last_day()).min()
    };
    match clock {
        Clock::Response => fact(RequestFactKind::FirstResponse),
        Clock::Workaround => fact(RequestFactKind::WorkaroundOffered),
        Clock::Fix | Clock::Delivery => timeline
            .changes()
            .iter()
            .filter(|change| change.state == RequestState::Delivered)
            .find_map(Change::said_on),
    }
}
