//! The go-live week in progress.

use keepalive_domain::facts::Workaround;
use keepalive_domain::ids::EntityId;
use keepalive_measures::Record;
use keepalive_measures::entries::entries;
use keepalive_measures::periods::{MeasuredDays, Span};
use keepalive_measures::pulse::{coverage_so_far, first_pulse_day};

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
        let again = |at: &usize| again(&view.facts().workarounds[*at], days);
        let coverage = coverage_so_far(&view, measured);
        Week {
            n: measured.period.n,
            entries: number(entries(&view, view.weeks()).last().copied().unwrap_or_default()),
            again: view.workarounds().iter().map(again).sum(),
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
