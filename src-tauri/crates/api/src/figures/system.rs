//! The months of one system, with the pieces they are added up from.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use keepalive_domain::ids::EntityId;
use keepalive_measures::SystemView;
use keepalive_measures::hours_lost::{WorkaroundHours, chase_minutes, hours_series, workaround_hours};
use keepalive_measures::periods::Periods;
use keepalive_measures::recorded::first_day_of_hours;
use keepalive_store::ClinicFacts;

use super::MonthFigures;
use super::month::months;
use crate::types::Day;

/// One system's months.
#[derive(Clone)]
pub(crate) struct SystemFigures {
    /// Which system.
    pub(crate) id: EntityId,
    /// Its months, with what was lost in each.
    pub(crate) months: Vec<MonthFigures>,
    /// First day that hours can be counted from.
    pub(crate) hours_began: Option<Day>,
    /// The axis the pieces stand on.
    pub(super) periods: Periods,
    /// Hours of each of its workarounds by month, in list order.
    pub(super) pieces: Vec<(EntityId, Arc<[WorkaroundHours]>)>,
    /// Position of each workaround's piece.
    piece_at: HashMap<EntityId, usize>,
}

impl SystemFigures {
    /// Adds the pieces up; those of `kept` are taken over where the axis stands and they did not change.
    pub(super) fn of(
        id: EntityId,
        view: &SystemView<'_>,
        clinic: &ClinicFacts,
        kept: Option<(&Self, &BTreeSet<EntityId>)>,
    ) -> Self {
        let periods = view.months();
        let pieces: Vec<_> = view
            .workarounds()
            .iter()
            .map(|&at| {
                let id = clinic.workarounds[at];
                let kept =
                    kept.filter(|(before, changed)| before.periods == *periods && !changed.contains(&id));
                let piece = kept.and_then(|(before, _)| before.shared_piece(id));
                let afresh = || {
                    workaround_hours(
                        &clinic.facts.workarounds[at],
                        periods,
                        view.last_day(),
                        &clinic.facts.thresholds,
                    )
                    .into()
                };
                (id, piece.unwrap_or_else(afresh))
            })
            .collect();
        let breaks = view.workarounds().iter().map(|&at| clinic.facts.workarounds[at].break_);
        let chased = chase_minutes(view, periods);
        let hours = hours_series(breaks.zip(pieces.iter().map(|(_, piece)| &**piece)), &chased);
        let months = months(view, &hours, &chased);
        let hours_began = first_day_of_hours(view);
        let piece_at = pieces.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
        Self { id, months, hours_began, periods: periods.clone(), pieces, piece_at }
    }

    /// Those of the wanted workarounds that cost most in a month (by its position), in hours.
    pub(crate) fn costliest(
        &self,
        month: usize,
        most: usize,
        wanted: impl Fn(EntityId) -> bool,
    ) -> Vec<(EntityId, f64)> {
        let hours = |piece: &Arc<[WorkaroundHours]>| piece.get(month).map_or(0.0, |hours| hours.all);
        // Few of many: kept in order as they come, of equal ones the first listed first.
        let mut rows: Vec<(EntityId, f64)> = Vec::with_capacity(most + 1);
        for (id, piece) in &self.pieces {
            let hours = hours(piece);
            let place = rows.partition_point(|(_, more)| more.total_cmp(&hours).is_ge());
            if hours > 0.0 && place < most && wanted(*id) {
                rows.insert(place, (*id, hours));
                rows.truncate(most);
            }
        }
        rows
    }

    /// Whether the workaround belongs to it.
    pub(crate) fn has_workaround(&self, id: EntityId) -> bool {
        self.piece_at.contains_key(&id)
    }

    /// Hours of one of its workarounds by month.
    pub(super) fn piece(&self, workaround: EntityId) -> Option<&[WorkaroundHours]> {
        self.piece_at.get(&workaround).map(|at| &*self.pieces[*at].1)
    }

    fn shared_piece(&self, workaround: EntityId) -> Option<Arc<[WorkaroundHours]>> {
        self.piece_at.get(&workaround).map(|at| Arc::clone(&self.pieces[*at].1))
    }
}
