//! The workarounds and requests that a monthly review names, as things stood at the end of its month.

use std::collections::{BTreeMap, BTreeSet};

use keepalive_domain::ids::EntityId;
use keepalive_measures::SystemView;
use keepalive_measures::hardened::{Hardening, Standing};
use keepalive_reports::{Basis, Better, Costly};
use keepalive_store::Watch;

use super::super::{days_between, today};
use super::gathered;
use crate::figures::{Snapshot, SystemFigures};
use crate::types::{Day, HoursBasis, Id, OfId};
use crate::{ApiResult, App};

/// Workarounds of which all is gathered; of the others only how many there are is told.
const MOST_GATHERED: usize = 5;

/// A month of a system, as of its last measured day.
pub(super) struct OfMonth<'a> {
    pub(super) view: &'a SystemView<'a>,
    pub(super) snapshot: &'a Snapshot,
    pub(super) figures: &'a SystemFigures,
    /// The month's number.
    pub(super) n: i32,
}

impl OfMonth<'_> {
    /// Hardened workarounds, those first that cost most in the month.
    pub(super) fn hardened(&self) -> Vec<EntityId> {
        let hardening = Hardening::new(self.view);
        let standing = hardening.standing_on(self.view.last_day());
        let hardened = standing.filter(|(_, standing)| *standing == Standing::Hardened);
        let mut ids: Vec<_> = hardened.map(|(at, _)| self.snapshot.clinic.workarounds[at]).collect();
        let hours: BTreeMap<_, _> =
            self.figures.costliest_in(self.n).into_iter().map(|(id, hours)| (id, hours.all)).collect();
        let of = |id: &EntityId| hours.get(id).copied().unwrap_or(0.0);
        ids.sort_by(|a, b| of(b).total_cmp(&of(a)));
        ids
    }

    /// How many workarounds had hardened, and how many were in use.
    pub(super) fn hardened_of(&self) -> (u64, u64) {
        let hardening = Hardening::new(self.view);
        let (mut hardened, mut active) = (0, 0);
        for (_, standing) in hardening.standing_on(self.view.last_day()) {
            active += 1;
            hardened += u64::from(standing == Standing::Hardened);
        }
        (hardened, active)
    }

    /// Whether the request or workaround is the system's.
    fn is_ours(&self, id: EntityId) -> bool {
        let ours = |(at, _): (usize, _)| self.snapshot.clinic.requests[at] == id;
        self.figures.has_workaround(id) || self.view.begun_requests().any(ours)
    }
}

impl App {
    /// The names of these things, in their order.
    pub(super) fn names_in_order(&self, ids: Vec<EntityId>) -> ApiResult<Vec<String>> {
        let wanted: BTreeSet<_> = ids.iter().copied().collect();
        let mut names = self.current().store.read(|read| read.names_of(&wanted))?;
        Ok(ids.into_iter().map(|id| names.remove(&id).unwrap_or_default()).collect())
    }

    /// The workarounds that cost most in the month. Those beyond the first few stand for their number alone.
    pub(super) fn costliest(&self, of: &OfMonth<'_>, watch: &Watch) -> ApiResult<Vec<Costly>> {
        let lost = of.figures.costliest_in(of.n);
        let hardened: BTreeSet<_> = of.hardened().into_iter().collect();
        let last = of.view.last_day();
        let mut rows = Vec::new();
        for (done, (id, hours)) in lost.iter().enumerate() {
            let Some(facts) = of.snapshot.workaround(*id) else { continue };
            let until = facts.ended.filter(|ended| *ended <= last).unwrap_or(last);
            let mut row = Costly {
                title: String::new(),
                of: facts.break_,
                hours: hours.all,
                basis: match HoursBasis::of(hours.timed / hours.all) {
                    HoursBasis::Timed => Basis::Timed,
                    HoursBasis::PartTimed => Basis::PartTimed,
                    HoursBasis::Guessed | HoursBasis::None => Basis::Guessed,
                },
                days: i64::from(days_between(facts.started, until)),
                hardened: hardened.contains(id),
                owner: None,
            };
            if done < MOST_GATHERED {
                gathered(watch, done, lost.len().min(MOST_GATHERED))?;
                let shown = self.workaround_detail(OfId { id: Id(*id) })?.row;
                row.title = shown.title;
                row.owner = shown.owner.map(|owner| owner.name);
            }
            rows.push(row);
        }
        Ok(rows)
    }

    /// What was verified or ended from the month's first day to its last measured one.
    pub(super) fn better_in(&self, of: &OfMonth<'_>, from: Day) -> ApiResult<Vec<Better>> {
        let zone = of.snapshot.clinic.facts.zone;
        let span = (from, of.view.last_day());
        let rows = self.current().store.read(|read| today::better(read, zone, of.snapshot, span))?;
        let ours = rows.into_iter().filter(|row| of.is_ours(row.id.0));
        let said = ours.map(|row| match row.kind.as_str() {
            "workaround" => Better::Ended { title: row.title, on: row.on, hours: row.hours_a_month },
            _ => Better::Verified { title: row.title, on: row.on },
        });
        Ok(said.collect())
    }
}
