//! What one workaround costs.

use keepalive_domain::facts::Workaround;
use keepalive_domain::ids::EntityId;
use keepalive_measures::hours_lost::{WorkaroundHours, can_be_counted, occurrences_in_use, told_month};
use keepalive_measures::median::TimedMinutes;

use super::{MonthFigures, Snapshot, SystemFigures};
use crate::types::{HoursBasis, MonthHours};

/// What a workaround costs in a month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct CostOf {
    /// Hours in the last whole month if it was in use from that month's first day on, else so far in the newest;
    /// `None` = not measured.
    pub(crate) hours_a_month: Option<f64>,
    /// What they rest on.
    pub(crate) basis: HoursBasis,
    /// Which part of them was timed, 0 to 1.
    pub(crate) timed_share: f64,
    /// The go-live month they were counted in.
    pub(crate) month: Option<i32>,
    /// That month is not over, or it was not in use from its first day: never told as what a month costs.
    pub(crate) unfinished: bool,
}

impl SystemFigures {
    /// Its workarounds that hours were lost to in a month, by its number, most hours first; what nobody measured is missing.
    pub(crate) fn costliest_in(&self, n: i32) -> Vec<(EntityId, WorkaroundHours)> {
        let Some(at) = self.months.iter().position(|month| month.period.period.n == n) else {
            return Vec::new();
        };
        let of_month = self.pieces.iter().filter_map(|(id, piece)| Some((*id, *piece.get(at)?)));
        let mut lost: Vec<_> = of_month.filter(|(_, hours)| hours.all > 0.0).collect();
        lost.sort_by(|(_, a), (_, b)| b.all.total_cmp(&a.all));
        lost
    }
}

impl Snapshot {
    /// Hours of one workaround by month of its system, oldest first; empty where it belongs to none.
    pub(crate) fn months_of(&self, workaround: EntityId) -> Vec<MonthHours> {
        self.piece_of(workaround).map_or_else(Vec::new, |(system, piece)| {
            let months = system.months.iter().zip(piece);
            months
                .map(|(month, hours)| MonthHours {
                    n: month.period.period.n,
                    hours: hours.all,
                    partial: month.period.partial,
                })
                .collect()
        })
    }

    /// What one workaround costs in a month.
    pub(crate) fn cost_of(&self, workaround: EntityId) -> CostOf {
        let nothing = CostOf {
            hours_a_month: None,
            basis: HoursBasis::None,
            timed_share: 0.0,
            month: None,
            unfinished: false,
        };
        let Some((facts, (system, piece))) = self.workaround(workaround).zip(self.piece_of(workaround))
        else {
            return nothing;
        };
        if !can_be_counted(facts) {
            return nothing;
        }
        let Some(told) = told_month(facts, &system.periods) else { return nothing };
        let Some(hours) = piece.get(told.at) else { return nothing };
        let timed_share = if hours.all > 0.0 {
            hours.timed / hours.all
        } else if facts.estimates.is_empty() {
            1.0
        } else {
            0.0
        };
        CostOf {
            hours_a_month: Some(hours.all),
            basis: HoursBasis::of(timed_share),
            timed_share,
            month: Some(told.n),
            unfinished: told.unfinished,
        }
    }

    /// Hours of a workaround that ended, in the last month it was in use from the first day to the last; `None`
    /// where it was in use for no whole month, had ended before anything was measured, or nobody measured it.
    pub(crate) fn hours_in_last_month_of_use(&self, workaround: EntityId) -> Option<f64> {
        let facts = self.workaround(workaround).filter(|facts| can_be_counted(facts))?;
        let (system, piece) = self.piece_of(workaround)?;
        let whole = |month: &MonthFigures| {
            let period = &month.period.period;
            !month.period.partial
                && facts.started <= period.from
                && facts.ended.is_none_or(|ended| ended >= period.to)
        };
        let last = system.months.iter().zip(piece).rfind(|(month, _)| whole(month));
        last.map(|(_, hours)| hours.all)
    }

    /// Median minutes of a workaround's timed occurrences while it was in use (A7).
    pub(crate) fn median_minutes(&self, workaround: EntityId) -> Option<f64> {
        TimedMinutes::of(occurrences_in_use(self.workaround(workaround)?, self.as_of)).median_minutes()
    }

    /// Hours a month of the workarounds in use on the day that these names choose; `None` where none is measured.
    pub(crate) fn hours_a_month_where(&self, wanted: impl Fn(&Workaround) -> bool) -> Option<f64> {
        let in_use =
            |w: &Workaround| w.started <= self.as_of && w.ended.is_none_or(|ended| ended > self.as_of);
        let rows = self.clinic.facts.workarounds.iter().zip(&self.clinic.workarounds);
        rows.filter(|(row, _)| in_use(row) && wanted(row))
            .filter_map(|(_, id)| self.cost_of(*id).hours_a_month)
            .fold(None, |sum, hours| Some(sum.unwrap_or(0.0) + hours))
    }

    fn piece_of(&self, workaround: EntityId) -> Option<(&SystemFigures, &[WorkaroundHours])> {
        self.systems.iter().find_map(|system| Some((system, system.piece(workaround)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_timed_only_where_all_of_them_are() {
        // One occurrence of 30 min with a clock and one without, at the usual 30: 0.5 of 1.0 h.
        assert_eq!(HoursBasis::of(0.5), HoursBasis::PartTimed);
        assert_eq!(HoursBasis::of(1.0), HoursBasis::Timed);
        assert_eq!(HoursBasis::of((0.1 + 0.2) / 0.3), HoursBasis::Timed, "added in another order");
        assert_eq!(HoursBasis::of(0.0), HoursBasis::Guessed);
    }
}
