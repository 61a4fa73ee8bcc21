//! Requests, replayed row by row (TABLES, reading rules; A10, A14, A20).

use std::collections::BTreeSet;

use keepalive_domain::facts::{Day, Item};
use keepalive_domain::words::{Clock, RequestState};

use super::Here;

/// A row that counts.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    pub(crate) at: i64,
    pub(crate) day: Day,
    pub(crate) state: RequestState,
    pub(crate) into: Option<usize>,
    pub(crate) undated: bool,
    pub(crate) arrives: bool,
    pub(crate) departs: bool,
}

fn closing(state: RequestState) -> bool {
    ["verified", "declined_clinic", "declined_vendor", "withdrawn", "merged"].contains(&state.word())
}

impl Here<'_> {
    /// The rows that count, until the last measured day.
    pub(super) fn rows_that_count(&self, r: usize) -> Vec<Row> {
        let mut listed = self.facts.requests[r].states.clone();
        listed.retain(|row| self.day_of(row.at) <= self.last);
        listed.sort_by_key(|row| row.at);
        let mut rows: Vec<Row> = Vec::new();
        let mut closed = false;
        for row in listed {
            let reopens = row.state == RequestState::Reopened;
            if closed && !reopens {
                continue;
            }
            let arrives = rows.is_empty() || (closed && reopens);
            closed = closing(row.state);
            let (at, day) = (row.at, self.day_of(row.at));
            let (state, into, undated) = (row.state, row.into, row.undated);
            rows.push(Row { at, day, state, into, undated, arrives, departs: closed });
        }
        rows
    }

    pub(crate) fn rows(&self, r: usize) -> &[Row] {
        &self.rows[r]
    }

    /// The row in force at the end of a day.
    pub(crate) fn row_at_end(&self, r: usize, day: Day) -> Option<Row> {
        self.rows(r).iter().rfind(|row| row.day <= day).copied()
    }

    pub(crate) fn is_open(&self, r: usize, day: Day) -> bool {
        self.row_at_end(r, day).is_some_and(|row| !closing(row.state))
    }

    /// A14: the one that stands for it at the end of a day.
    pub(crate) fn standing(&self, r: usize, day: Day) -> Option<usize> {
        let mut current = r;
        for _ in 0..=self.facts.requests.len() {
            let row = self.row_at_end(current, day)?;
            if row.state != RequestState::Merged {
                return Some(current);
            }
            current = row.into?;
        }
        None
    }

    pub(crate) fn is_open_standing(&self, r: usize, day: Day) -> bool {
        self.standing(r, day).is_some_and(|standing| self.is_open(standing, day))
    }

    /// The system's requests that exist.
    pub(crate) fn own_requests(&self) -> Vec<usize> {
        self.own_requests.clone()
    }

    pub(crate) fn open_requests(&self, day: Day) -> Vec<usize> {
        self.own_requests().into_iter().filter(|r| self.is_open(*r, day)).collect()
    }

    fn count_rows(&self, day: Day, pleases: impl Fn(usize, &Row) -> bool) -> i64 {
        let mut count = 0;
        for r in self.own_requests() {
            for (index, row) in self.rows(r).iter().enumerate() {
                count += i64::from(row.day == day && pleases(index, row));
            }
        }
        count
    }

    pub(crate) fn arrivals_on(&self, day: Day) -> i64 {
        self.count_rows(day, |_, row| row.arrives)
    }

    pub(crate) fn departures_on(&self, day: Day) -> i64 {
        self.count_rows(day, |_, row| row.departs)
    }

    pub(crate) fn closings_on(&self, day: Day, state: RequestState) -> i64 {
        self.count_rows(day, |_, row| row.departs && row.state == state)
    }

    pub(crate) fn asks_on(&self, day: Day) -> i64 {
        self.count_rows(day, |index, _| index == 0)
    }

    /// The original promise of a clock.
    pub(crate) fn original(&self, r: usize, clock: Clock) -> Option<keepalive_domain::facts::Promise> {
        let mut best: Option<keepalive_domain::facts::Promise> = None;
        for promise in self.facts.requests[r].promises.iter().filter(|p| p.clock == clock) {
            if promise.made_on <= self.last && best.is_none_or(|best| promise.made_on < best.made_on) {
                best = Some(*promise);
            }
        }
        best
    }

    pub(crate) fn is_overdue(&self, r: usize, day: Day) -> bool {
        let promise = self.original(r, Clock::Fix).or_else(|| self.original(r, Clock::Delivery));
        let waits = self.row_at_end(r, day).is_some_and(|row| row.state == RequestState::WaitingVendor);
        waits && promise.is_some_and(|promise| day > promise.due_on)
    }

    pub(crate) fn overdue_per_10_fte(&self, days: &[Day]) -> Option<f64> {
        let mut overdue = 0.0;
        for &day in days {
            overdue += self.own_requests().into_iter().filter(|r| self.is_overdue(*r, day)).count() as f64;
        }
        super::divide(overdue, self.fte(days)).map(|per_fte| per_fte * 10.0)
    }

    /// A20
    pub(crate) fn most_voices(&self) -> usize {
        let voices = |pleases: &dyn Fn(Item) -> bool| {
            let told = self.facts.voices.iter().filter(|voice| self.day_of(voice.at) <= self.last);
            let people: BTreeSet<&String> =
                told.filter(|voice| pleases(voice.item)).map(|voice| &voice.person).collect();
            people.len()
        };
        let mut most = 0;
        for need in self.open_requests(self.last) {
            most = most.max(voices(&|item| match item {
                Item::Request(r) => self.standing(r, self.last) == Some(need),
                Item::Workaround(_) => false,
            }));
        }
        for need in self.own_workarounds().into_iter().filter(|w| self.is_active(*w, self.last)) {
            most = most.max(voices(&|item| item == Item::Workaround(need)));
        }
        most
    }
}
