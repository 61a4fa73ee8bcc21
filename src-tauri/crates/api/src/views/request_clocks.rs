//! The clocks of one request and whose turn it was, as the measures read its rows.

use keepalive_domain::facts::{self, Request};
use keepalive_domain::words::{Clock, RequestKind, RequestState};
use keepalive_measures::promises::{Outcome, PromiseLine, outcome, promise_line};
use keepalive_measures::timeline::{DatedState, Timeline};
use keepalive_measures::turnaround::{Came, TurnaroundClock, stopped};
use keepalive_measures::whose_turn::turn_days;
use keepalive_store::read::{FactRow, PromiseRow, StateRow};

use super::{days_between, days_since};
use crate::app::Moment;
use crate::figures::number;
use crate::types::{Clarifying, ClockName, ClockRow, Day, InstantMs, TurnDays};

/// What happened to one request up to today, read by the rules that the figures read it by.
pub(super) struct Measured {
    request: Request,
    timeline: Timeline,
}

impl Measured {
    /// From its rows; a deleted request has them too, though no figure counts it.
    pub(super) fn of(
        moment: &Moment,
        kind: RequestKind,
        states: &[StateRow],
        facts: &[FactRow],
        promises: &[PromiseRow],
    ) -> Self {
        let dated = |row: &StateRow| DatedState {
            day: moment.zone.local_day(row.at_ms),
            change: facts::StateChange { at: row.at_ms, state: row.state, undated: row.undated, into: None },
        };
        let dated: Vec<_> = states.iter().map(dated).collect();
        let promise = |row: &PromiseRow| {
            Some(facts::Promise { clock: row.clock, made_on: row.made_on?, due_on: row.due_on? })
        };
        let request = Request {
            key: String::new(),
            kind,
            route: None,
            system: None,
            area: None,
            has_owner: false,
            has_vendor_contact: false,
            safety: false,
            states: dated.iter().map(|row| row.change).collect(),
            facts: facts.iter().map(|row| facts::RequestFact { at: row.at_ms, fact: row.fact }).collect(),
            promises: promises.iter().filter_map(promise).collect(),
            chases: Vec::new(),
        };
        Self { request, timeline: Timeline::read(&dated, moment.today) }
    }

    /// Promised and measured per clock: `delivered` and `verified` count after the last reopening (A17), a promise
    /// is late as the scorecard judges it (A22, A26).
    pub(super) fn clocks(&self, moment: &Moment) -> Vec<ClockRow> {
        let Some((opened, now)) = self.timeline.first().zip(self.timeline.last()) else { return Vec::new() };
        let until = if now.closes() { now.at } else { moment.now_ms };
        let days = |at: Option<InstantMs>| {
            days_since(moment.zone, Some(opened.at), moment.zone.local_day(at.unwrap_or(until)))
        };
        let row = |clock, promised: Option<PromiseLine>, came: Option<Came>, begun: bool| {
            let undated = came.is_some_and(|came| came.undated);
            let at = came.filter(|_| !undated).map(|came| came.at);
            // Without it, the clock ran until the request was closed.
            let ended_some_day = undated || came.is_none() && now.closes() && now.undated;
            ClockRow {
                clock,
                promised: promised.map(|line| line.original.due_on),
                at,
                undated,
                days: (begun && !ended_some_day).then(|| number(days(at))),
                late: promised.is_some_and(|line| self.is_broken(moment, line)),
            }
        };
        let line = |clock| promise_line(&self.request, clock, moment.today);
        let counts = |at| moment.zone.local_day(at) <= moment.today;
        let came = |clock| stopped(&self.request, &self.timeline, clock, counts);
        let delivered = came(TurnaroundClock::Delivered);
        let fix = line(Clock::Fix).or_else(|| line(Clock::Delivery));
        let [response, offered] = [Clock::Response, Clock::Workaround].map(line);
        vec![
            row(ClockName::FirstResponse, response, came(TurnaroundClock::FirstResponse), true),
            row(ClockName::WorkaroundOffered, offered, came(TurnaroundClock::WorkaroundOffered), true),
            row(ClockName::Delivered, fix, delivered, true),
            row(ClockName::Verified, None, came(TurnaroundClock::Verified), delivered.is_some()),
        ]
    }

    /// Days it was each party's turn: closed time aside. `None` where nobody says the day of one of its changes.
    pub(super) fn turns(&self, moment: &Moment) -> Option<TurnDays> {
        let turns = turn_days(&self.timeline, moment.today)?;
        let [ours, vendor, others] = [turns.ours, turns.vendors, turns.others].map(number);
        Some(TurnDays { ours, vendor, others })
    }

    /// The clock of asking back: the time spent in `needs_clarifying`, and the question asked last.
    pub(super) fn clarifying(&self, moment: &Moment, states: &[StateRow]) -> Option<Clarifying> {
        let changes = self.timeline.changes();
        let is_asking = |state| state == RequestState::NeedsClarifying;
        let asked = changes.iter().rfind(|change| is_asking(change.state))?;
        let ends = changes.iter().skip(1).map(|change| change.day).chain([moment.today]);
        let spans = changes.iter().zip(ends).filter(|(change, _)| is_asking(change.state));
        let days: i32 = spans.map(|(change, end)| days_between(change.day, end).max(0)).sum();
        let said = states.iter().rfind(|row| is_asking(row.state) && row.at_ms == asked.at);
        Some(Clarifying {
            question: said.and_then(|row| row.reason.clone()),
            asked_at: asked.at,
            waits: changes.last().is_some_and(|change| is_asking(change.state)),
            days: number(days),
        })
    }

    fn is_broken(&self, moment: &Moment, line: PromiseLine) -> bool {
        let day_of = |at| -> Day { moment.zone.local_day(at) };
        outcome(line.original, &self.request, &self.timeline, moment.today, day_of) == Outcome::Broken
    }
}
