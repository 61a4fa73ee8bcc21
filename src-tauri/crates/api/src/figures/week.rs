//! The go-live week in progress.

use keepalive_domain::calendar::MeasuredPeriod;
use keepalive_domain::facts::{Pulse, Request, Workaround};
use keepalive_domain::ids::EntityId;
use keepalive_measures::periods::{MeasuredDays, Span};
use keepalive_measures::pulse::{WeekCoverage, first_pulse_day};
use keepalive_measures::staffing::{is_active_in, is_staff};
use keepalive_measures::{Record, SystemView};

use super::{Snapshot, number};
use crate::types::Week;

impl Snapshot {
    /// What was written down in the go-live week that holds the day.
    pub(crate) fn week(&self, system: EntityId) -> Week {
        let record = Record::new(&self.clinic.facts);
        let position = self.clinic.systems.iter().position(|id| *id == system);
        let Some(view) = record.systems(self.as_of).find(|view| Some(view.position()) == position) else {
            return Week::default();
        };
        let Some(measured) = view.weeks().as_slice().last() else { return Week::default() };
        let days = measured.measured_span();
        let facts = view.facts();
        let happened: u32 = facts.workarounds.iter().map(|workaround| happened(workaround, days)).sum();
        let again: u32 = facts.workarounds.iter().map(|workaround| again(workaround, days)).sum();
        let started = facts.workarounds.iter().filter(|w| days.contains(w.started)).count();
        let asked_on = |request: &Request| Some(record.day_of(request.states.iter().map(|s| s.at).min()?));
        let asked = facts.requests.iter().filter_map(asked_on).filter(|day| days.contains(*day)).count();
        let coverage = coverage_so_far(&view, measured);
        Week {
            n: measured.period.n,
            entries: happened + number(started) + number(asked),
            again,
            answered: number(coverage.answered),
            roster: number(coverage.roster),
            uses_pulse: first_pulse_day(&view).is_some(),
        }
    }
}

/// How often a workaround was logged within the days.
fn happened(workaround: &Workaround, days: Span) -> u32 {
    workaround.occurrences.iter().filter(|cell| days.contains(cell.day)).map(|cell| cell.entries).sum()
}

/// How often it was logged *again*: the line that began it is no repetition.
fn again(workaround: &Workaround, days: Span) -> u32 {
    let began = days.contains(workaround.started)
        && workaround.occurrences.iter().any(|cell| cell.day == workaround.started && cell.entries > 0);
    happened(workaround, days) - u32::from(began)
}

/// Who answered the pulse in an unfinished week so far; the measures leave such a week unknown.
fn coverage_so_far(view: &SystemView<'_>, week: &MeasuredPeriod) -> WeekCoverage {
    let (facts, days) = (view.facts(), week.measured_span());
    let mut coverage = WeekCoverage::default();
    for (at, person) in facts.people.iter().enumerate() {
        if is_staff(person) && is_active_in(person, days, view.last_day()) {
            let answers = |row: &&Pulse| row.person == at && row.answered;
            coverage.roster += 1;
            let answered = facts.pulse.iter().filter(answers).any(|row| days.contains(row.week_of));
            coverage.answered += u64::from(answered);
        }
    }
    coverage
}
