//! A second implementation of every figure, straight from the text of TABLES and as naive as can be: one day
//! at a time, one row at a time, next to nothing kept, nothing clever. It exists to disagree with the product.
//!
//! Its only borrowings are the zone (instant to local day, start of a day) and the word lists.

mod chart;
mod days;
mod hours;
mod phase;
mod requests;
mod staff;
mod survival;
mod vendor;

use keepalive_domain::facts::{Day, Facts};
use keepalive_domain::words::{AnsweredIn, Break, RequestState};
use serde_json::{Value, json};

use days::{each_day, month_start, tomorrow, week_start, yesterday};
use requests::Row;

/// One system as of its last measured day.
pub(crate) struct Here<'a> {
    pub(crate) facts: &'a Facts,
    pub(crate) system: usize,
    /// The last measured day.
    pub(crate) last: Day,
    /// The state rows that count, of every request.
    rows: Vec<Vec<Row>>,
    own_workarounds: Vec<usize>,
    own_requests: Vec<usize>,
}

/// A month or a week: `[from, to)`, measured up to `last`.
#[derive(Clone, Copy)]
pub(crate) struct Stretch {
    pub(crate) n: i32,
    pub(crate) from: Day,
    pub(crate) to: Day,
}

/// The whole of `measure --json`.
pub(crate) fn reference(facts: &Facts, as_of: Day) -> Value {
    let mut systems: Vec<usize> = (0..facts.systems.len()).collect();
    systems.sort_by_key(|&s| (facts.systems[s].go_live, facts.systems[s].key.clone()));
    let systems: Vec<Value> = systems
        .into_iter()
        .map(|system| {
            // A5
            let last = match facts.systems[system].retired {
                Some(retired) if yesterday(retired) < as_of => yesterday(retired),
                _ => as_of,
            };
            Here::new(facts, system, last).everything()
        })
        .collect();
    json!({ "as_of": as_of.to_string(), "zone": facts.zone.name(), "systems": systems })
}

impl<'a> Here<'a> {
    fn new(facts: &'a Facts, system: usize, last: Day) -> Self {
        let mut here =
            Here { facts, system, last, rows: vec![], own_workarounds: vec![], own_requests: vec![] };
        here.rows = (0..facts.requests.len()).map(|r| here.rows_that_count(r)).collect();
        here.own_workarounds =
            (0..facts.workarounds.len()).filter(|w| here.system_of_workaround(*w) == Some(system)).collect();
        here.own_requests = (0..facts.requests.len())
            .filter(|r| here.system_of_request(*r) == Some(system) && !here.rows[*r].is_empty())
            .collect();
        here
    }

    fn everything(&self) -> Value {
        let system = &self.facts.systems[self.system];
        json!({
            "system": system.key,
            "go_live": system.go_live.to_string(),
            "months": self.months().into_iter().map(|m| self.month(m)).collect::<Vec<_>>(),
            "weeks": self.weeks().into_iter().map(|w| self.week(w)).collect::<Vec<_>>(),
            "phase": self.phase(),
            "workaround_survival": self.workaround_survival(),
            "turnaround": self.turnaround(),
            "vendors": [self.vendor()],
        })
    }

    pub(crate) fn months(&self) -> Vec<Stretch> {
        let go_live = self.facts.systems[self.system].go_live;
        self.stretches(|n| month_start(go_live, n))
    }

    pub(crate) fn weeks(&self) -> Vec<Stretch> {
        let go_live = self.facts.systems[self.system].go_live;
        self.stretches(|n| week_start(go_live, n))
    }

    fn stretches(&self, start: impl Fn(i32) -> Day) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        let mut n = 1;
        while start(n) <= self.last {
            stretches.push(Stretch { n, from: start(n), to: start(n + 1) });
            n += 1;
        }
        stretches
    }

    /// The measured days of a stretch.
    pub(crate) fn measured(&self, stretch: Stretch) -> Vec<Day> {
        each_day(stretch.from, stretch.to).into_iter().filter(|day| *day <= self.last).collect()
    }

    pub(crate) fn is_whole(&self, stretch: Stretch) -> bool {
        yesterday(stretch.to) <= self.last
    }

    fn month(&self, month: Stretch) -> Value {
        let days = self.measured(month);
        let last_day = *days.last().unwrap();
        let mut hours = [0.0; 4];
        let mut timed = 0.0;
        for &day in &days {
            for w in self.own_workarounds() {
                let lost = self.workaround_hours_on(w, day);
                hours[break_index(self.facts.workarounds[w].break_)] += lost.all;
                timed += lost.timed;
            }
            let chased = self.chase_hours_on(day);
            hours[break_index(Break::Support)] += chased;
            timed += chased;
        }
        let all: f64 = hours.iter().sum();
        let fte = self.fte(&days);
        let opened = days.iter().map(|day| self.asks_on(*day)).sum::<i64>();
        json!({
            "n": month.n,
            "from": month.from.to_string(),
            "to": month.to.to_string(),
            "partial": !self.is_whole(month),
            "recorded": self.recorded(&days),
            "hours": {
                "drift": hours[0], "reporting": hours[1], "support": hours[2], "burnout": hours[3],
                "all": all, "timed": timed,
            },
            "fte": fte,
            "hours_per_fte": divide(all, fte),
            "hardened_share": self.hardened_share(last_day),
            "unanswered_share": self.unanswered_share(&days),
            "overdue_days_per_10_fte": self.overdue_per_10_fte(&days),
            "wow8": self.wow8(&days),
            "coverage": self.month_coverage(month),
            "arrivals": days.iter().map(|day| self.arrivals_on(*day)).sum::<i64>(),
            "departures": days.iter().map(|day| self.departures_on(*day)).sum::<i64>(),
            "wip": self.open_requests(last_day).len(),
            "asks_per_active_workaround": divide(opened as f64, Some(self.active_count(month.from) as f64)),
            "withdrawn": days.iter().map(|day| self.closings_on(*day, RequestState::Withdrawn)).sum::<i64>(),
        })
    }

    fn week(&self, week: Stretch) -> Value {
        let days = self.measured(week);
        json!({
            "w": week.n,
            "from": week.from.to_string(),
            "recorded": self.recorded(&days),
            "entries": self.entries(&days),
            "drift_hours_per_fte": self.drift_per_fte(&days),
            "unanswered_share": self.unanswered_share(&days),
            "overdue_days_per_10_fte": self.overdue_per_10_fte(&days),
            "wow8": self.wow8(&days),
        })
    }

    pub(crate) fn drift_per_fte(&self, days: &[Day]) -> Option<f64> {
        let mut drift = 0.0;
        for &day in days {
            for w in self.own_workarounds() {
                if self.facts.workarounds[w].break_ == Break::Drift {
                    drift += self.workaround_hours_on(w, day).all;
                }
            }
        }
        divide(drift, self.fte(days))
    }

    /// A13, A24
    pub(crate) fn unanswered_share(&self, days: &[Day]) -> Option<f64> {
        let (mut unanswered, mut asked) = (0, 0);
        for &day in days {
            for question in &self.facts.questions {
                let mut now: Option<(Day, AnsweredIn)> = None;
                for &(from, answer) in &question.answers {
                    if from <= day && now.is_none_or(|(best, _)| from >= best) {
                        now = Some((from, answer));
                    }
                }
                if let Some((_, answer)) = now {
                    asked += 1;
                    unanswered += i32::from(answer == AnsweredIn::Unanswered);
                }
            }
        }
        divide(f64::from(unanswered), Some(f64::from(asked)))
    }

    /// A7, A9: occurrences, new workarounds, new requests.
    pub(crate) fn entries(&self, days: &[Day]) -> i64 {
        let mut entries = 0;
        for &day in days {
            for w in self.own_workarounds() {
                let workaround = &self.facts.workarounds[w];
                entries += i64::from(workaround.started == day);
                for cell in workaround.occurrences.iter().filter(|cell| cell.day == day) {
                    entries += i64::from(cell.entries);
                }
            }
            entries += self.asks_on(day);
        }
        entries
    }

    /// A25: the first day of the record.
    pub(crate) fn record_begins(&self) -> Option<Day> {
        let mut days: Vec<Day> = Vec::new();
        for workaround in &self.facts.workarounds {
            days.extend(workaround.estimates.iter().map(|estimate| estimate.from));
            days.extend(workaround.occurrences.iter().map(|cell| cell.day));
        }
        for request in &self.facts.requests {
            days.extend(request.states.iter().map(|row| self.day_of(row.at)));
            days.extend(request.chases.iter().map(|row| self.day_of(row.at)));
        }
        days.extend(self.facts.pulse.iter().map(|row| row.week_of));
        days.extend(self.facts.questions.iter().flat_map(|q| q.answers.iter().map(|row| row.0)));
        days.into_iter().filter(|day| *day <= self.last).min()
    }

    pub(crate) fn recorded(&self, days: &[Day]) -> f64 {
        let begins = self.record_begins();
        let recorded = days.iter().filter(|day| begins.is_some_and(|begins| **day >= begins)).count();
        recorded as f64 / days.len() as f64
    }

    /// One of the clinic's thresholds.
    pub(crate) fn threshold(&self, name: &str) -> f64 {
        self.facts.thresholds.get(name).unwrap()
    }

    /// One of them that counts days, weeks or points.
    #[expect(clippy::cast_possible_truncation, reason = "whole and at most a few thousand")]
    pub(crate) fn counted_threshold(&self, name: &str) -> i32 {
        self.threshold(name) as i32
    }

    pub(crate) fn day_of(&self, at: i64) -> Day {
        self.facts.zone.local_day(at)
    }

    /// A6
    fn system_live_on(&self, day: Day) -> Option<usize> {
        let systems = &self.facts.systems;
        let all = 0..systems.len();
        let key = |s: &usize| (systems[*s].go_live, systems[*s].key.clone());
        let is_live =
            |s: &usize| systems[*s].go_live <= day && systems[*s].retired.is_none_or(|retired| day < retired);
        if let Some(live) = all.clone().filter(is_live).max_by_key(key) {
            return Some(live);
        }
        if let Some(next) = all.clone().filter(|s| systems[*s].go_live > day).min_by_key(key) {
            return Some(next);
        }
        all.max_by_key(|s| (systems[*s].retired, key(s)))
    }

    pub(crate) fn own_workarounds(&self) -> Vec<usize> {
        self.own_workarounds.clone()
    }

    /// The system of a workaround: its own, else by the day it started.
    fn system_of_workaround(&self, w: usize) -> Option<usize> {
        let workaround = &self.facts.workarounds[w];
        workaround.system.or_else(|| self.system_live_on(workaround.started))
    }

    /// The system of a request: its own, else by the day of its first state.
    pub(crate) fn system_of_request(&self, r: usize) -> Option<usize> {
        let request = &self.facts.requests[r];
        request.system.or_else(|| {
            let first = request.states.iter().map(|row| row.at).min()?;
            self.system_live_on(self.day_of(first))
        })
    }
}

/// A2
pub(crate) fn divide(a: f64, b: Option<f64>) -> Option<f64> {
    match b {
        Some(b) if b != 0.0 => Some(a / b),
        _ => None,
    }
}

/// A3
pub(crate) fn equal(a: f64, b: f64) -> bool {
    let largest = [1.0, a.abs(), b.abs()].into_iter().fold(0.0, f64::max);
    (a - b).abs() <= 1e-9 * largest
}

pub(crate) fn average(values: &[f64]) -> Option<f64> {
    divide(values.iter().sum(), Some(values.len() as f64))
}

pub(crate) fn middle(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => None,
        n if n % 2 == 1 => Some(values[n / 2]),
        n => Some((values[n / 2 - 1] + values[n / 2]) / 2.0),
    }
}

fn break_index(break_: Break) -> usize {
    [Break::Drift, Break::Reporting, Break::Support, Break::Burnout]
        .iter()
        .position(|b| *b == break_)
        .unwrap()
}

/// The day after the last measured day, at whose first instant everything ends (A18).
pub(crate) fn end_of(here: &Here<'_>) -> i64 {
    here.facts.zone.day_start(tomorrow(here.last))
}
