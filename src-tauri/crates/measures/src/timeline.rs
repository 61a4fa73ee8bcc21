//! A request's states over time, as its rows tell it (TABLES, reading rules and A10).

use keepalive_domain::facts::{Day, InstantMs, StateChange};
use keepalive_domain::words::RequestState;

use crate::periods::Span;

/// A row of `request_states` with its local day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedState {
    /// The clinic's day on which it happened.
    pub day: Day,
    /// The row.
    pub change: StateChange,
}

/// What a row did to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It came into being.
    First,
    /// It was closed and is open again.
    Reopening,
    /// Any other row that counts.
    Move,
}

/// A change of state that counts: rows between a closing state and the next `reopened` are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: InstantMs,
    /// The clinic's day.
    pub day: Day,
    /// The state from here on; never `reopened`, which leads to `triaged`.
    pub state: RequestState,
    /// The row said `reopened`, whether or not the request was closed.
    pub reopened: bool,
    /// What it did.
    pub effect: Effect,
    /// Nobody says on which day: it counts as one that came, and no time is measured to it.
    pub undated: bool,
    /// For `merged`: position of the request it went into.
    pub into: Option<usize>,
}

/// The changes of one request up to a last measured day, in order; empty if there was none yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timeline {
    changes: Vec<Change>,
}

impl Change {
    /// The day, where somebody says it: the last one that is known is no fact to be told.
    #[must_use]
    pub fn said_on(&self) -> Option<Day> {
        (!self.undated).then_some(self.day)
    }

    /// It closed the request.
    #[must_use]
    pub const fn closes(&self) -> bool {
        self.state.is_closing()
    }

    /// It added one to the open requests: a first state, or the reopening of a closed request (A10).
    #[must_use]
    pub const fn arrives(&self) -> bool {
        matches!(self.effect, Effect::First | Effect::Reopening)
    }
}

impl Timeline {
    /// Reads the rows of one request, ordered by instant, equal instants as listed; rows after the last
    /// measured day do not count (A4).
    #[must_use]
    pub fn read(rows: &[DatedState], last_measured_day: Day) -> Self {
        let mut changes: Vec<Change> = Vec::with_capacity(rows.len());
        for row in rows.iter().filter(|row| row.day <= last_measured_day) {
            let reopened = row.change.state == RequestState::Reopened;
            let was_closed = changes.last().map(Change::closes);
            let effect = match (was_closed, reopened) {
                (None, _) => Effect::First,
                (Some(true), true) => Effect::Reopening,
                (Some(true), false) => continue,
                (Some(false), _) => Effect::Move,
            };
            let state = if reopened { RequestState::Triaged } else { row.change.state };
            let into = if state == RequestState::Merged { row.change.into } else { None };
            let DatedState { day, change: StateChange { at, undated, .. } } = *row;
            changes.push(Change { at, day, state, reopened, effect, undated, into });
        }
        Self { changes }
    }

    /// The changes in order.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The first state: when the request came into being.
    #[must_use]
    pub fn first(&self) -> Option<&Change> {
        self.changes.first()
    }

    /// The change in force now, that is at the end of the last measured day.
    #[must_use]
    pub fn last(&self) -> Option<&Change> {
        self.changes.last()
    }

    /// The change in force at the end of a day; `None` before the first state.
    #[must_use]
    pub fn at_end_of(&self, day: Day) -> Option<&Change> {
        self.changes.iter().rev().find(|change| change.day <= day)
    }

    /// The first change to a state since the last `reopened` row (A17).
    #[must_use]
    pub fn first_since_reopening(&self, state: RequestState) -> Option<&Change> {
        self.since_last_reopening().iter().find(|change| change.state == state)
    }

    /// Whether somebody says of every change on which day it was.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        !self.changes.iter().any(|change| change.undated)
    }

    /// Whether it is done at the end of a day, delivered or closed, and nobody says since when.
    ///
    /// Whatever is known to have come after, a reopening or another turn, ends that: it is open from then on. A reopening on
    /// a day that nobody says does not.
    #[must_use]
    pub fn is_done_some_day(&self, day: Day) -> bool {
        let until = self.changes.iter().rev().skip_while(|change| change.day > day);
        until
            .take_while(|change| {
                let done = change.closes() || change.state == RequestState::Delivered;
                done || (change.reopened && change.undated)
            })
            .any(|change| change.undated)
    }

    /// Whether it was open at the end of a day.
    #[must_use]
    pub fn is_open_at_end_of(&self, day: Day) -> bool {
        self.at_end_of(day).is_some_and(|change| !change.closes())
    }

    /// The days at whose end each change was in force, the last one until before `until`.
    pub fn segments(&self, until: Day) -> impl Iterator<Item = (Span, &Change)> {
        self.changes.iter().enumerate().map(move |(index, change)| {
            let to = self.changes.get(index + 1).map_or(until, |next| next.day);
            (Span::new(change.day, to), change)
        })
    }

    /// The changes after the last `reopened` row, that row included; all of them if there was none.
    #[must_use]
    pub fn since_last_reopening(&self) -> &[Change] {
        let start = self.changes.iter().rposition(|change| change.reopened).unwrap_or(0);
        self.changes.get(start..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use RequestState::*;

    fn rows(states: &[(u32, RequestState)]) -> Vec<DatedState> {
        states
            .iter()
            .map(|&(day_of_march, state)| DatedState {
                day: march(day_of_march),
                change: StateChange {
                    at: i64::from(day_of_march) * 86_400_000,
                    state,
                    undated: false,
                    into: None,
                },
            })
            .collect()
    }

    fn march(day: u32) -> Day {
        Day::from_ymd_opt(2026, 3, day).unwrap()
    }

    fn effects(timeline: &Timeline) -> Vec<(RequestState, Effect)> {
        timeline.changes().iter().map(|change| (change.state, change.effect)).collect()
    }

    #[test]
    fn rows_after_a_closing_state_wait_for_the_next_reopening() {
        let rows = rows(&[(1, New), (2, Verified), (3, WaitingVendor), (4, Reopened), (5, Delivered)]);
        let timeline = Timeline::read(&rows, march(31));
        assert_eq!(
            effects(&timeline),
            [
                (New, Effect::First),
                (Verified, Effect::Move),
                (Triaged, Effect::Reopening),
                (Delivered, Effect::Move)
            ]
        );
    }

    #[test]
    fn reopening_an_open_request_only_moves_it() {
        let timeline = Timeline::read(&rows(&[(1, New), (2, Delivered), (3, Reopened)]), march(31));
        assert_eq!(timeline.changes()[2].effect, Effect::Move);
        assert_eq!(timeline.since_last_reopening().len(), 1);
    }

    #[test]
    fn a_first_row_that_closes_is_an_arrival_and_a_departure() {
        let timeline = Timeline::read(&rows(&[(1, DeclinedVendor)]), march(31));
        let first = timeline.first().unwrap();
        assert!(first.arrives() && first.closes());
    }

    #[test]
    fn a_day_is_judged_at_its_end() {
        let timeline = Timeline::read(&rows(&[(1, New), (1, WaitingVendor), (4, Verified)]), march(31));
        assert_eq!(timeline.at_end_of(march(1)).unwrap().state, WaitingVendor);
        assert!(timeline.is_open_at_end_of(march(3)));
        assert!(!timeline.is_open_at_end_of(march(4)));
        let waiting: Vec<Span> = timeline
            .segments(march(31))
            .filter(|(_, change)| change.state == WaitingVendor)
            .map(|(span, _)| span)
            .collect();
        assert_eq!(waiting, [Span::new(march(1), march(4))], "1, 2 and 3 March");
    }

    #[test]
    fn rows_after_the_last_measured_day_do_not_count() {
        assert_eq!(Timeline::read(&rows(&[(5, New)]), march(4)), Timeline::default());
    }
}
