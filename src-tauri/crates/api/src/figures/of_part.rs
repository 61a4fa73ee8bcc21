//! Hours of one part of the clinic: by month, and by area.

use std::collections::BTreeMap;

use keepalive_domain::ids::EntityId;
use keepalive_domain::minutes::Minutes;
use keepalive_measures::Record;
use keepalive_measures::hours_lost::{hours_series, uncounted_breaks};
use keepalive_measures::pareto::{HoursByBreak, hours_by_area};
use keepalive_measures::periods::MeasuredDays as _;

use super::{MonthFigures, Part, Snapshot, SystemFigures};

impl SystemFigures {
    /// The months with the hours of the workarounds and chases of one part of the clinic alone.
    pub(crate) fn months_of_part(&self, snapshot: &Snapshot, part: &Part) -> Vec<MonthFigures> {
        if part.is_whole() {
            return self.months.clone();
        }
        let of_part = |id: &EntityId| snapshot.workaround(*id).filter(|facts| part.holds_workaround(facts));
        let pieces = self.pieces.iter().filter_map(|(id, piece)| Some((of_part(id)?.break_, &**piece)));
        let mut chased = self.periods.filled(Minutes::ZERO);
        self.each_chase(snapshot, part, |at, _, minutes| chased[at] = chased[at] + minutes);
        let hours = hours_series(pieces, &chased);
        let uncounted = uncounted_breaks(self.pieces.iter().filter_map(|(id, _)| of_part(id)), &self.periods);
        let of_part = self.months.iter().zip(hours).zip(uncounted);
        of_part.map(|((month, hours), uncounted)| MonthFigures { hours, uncounted, ..*month }).collect()
    }

    /// Hours of one part of the clinic in one month (by its position), by area; what nobody measured is missing.
    pub(crate) fn hours_by_area(
        &self,
        snapshot: &Snapshot,
        part: &Part,
        month: usize,
    ) -> BTreeMap<Option<String>, HoursByBreak> {
        let Some(period) = self.months.get(month).map(|month| month.period) else { return BTreeMap::new() };
        let workarounds = self.pieces.iter().filter_map(|(id, piece)| {
            let facts = snapshot.workaround(*id).filter(|facts| part.holds_workaround(facts))?;
            Some((facts, piece.get(month)?.all))
        });
        let mut chases: Vec<(Option<String>, Minutes)> = Vec::new();
        self.each_chase(snapshot, part, |at, area, minutes| {
            if at == month {
                chases.push((area.cloned(), minutes));
            }
        });
        let chases = chases.iter().map(|(area, minutes)| (area.as_deref(), *minutes));
        let areas = hours_by_area(workarounds, chases, period.measured_span());
        areas.into_iter().map(|(area, hours)| (area.map(str::to_owned), hours)).collect()
    }

    /// Gives the chases of a part of the clinic with the position of their month and their area.
    fn each_chase(
        &self,
        snapshot: &Snapshot,
        part: &Part,
        mut each: impl FnMut(usize, Option<&String>, Minutes),
    ) {
        if !part.holds_chases() {
            return;
        }
        let record = Record::new(&snapshot.clinic.facts);
        let position = snapshot.clinic.systems.iter().position(|id| *id == self.id);
        let view = record.systems(snapshot.as_of).find(|view| Some(view.position()) == position);
        for request in view.iter().flat_map(|view| view.requests()) {
            let request = &snapshot.clinic.facts.requests[*request];
            for chase in request.chases.iter().filter(|_| part.is_in_area(request.area.as_deref())) {
                if let Some(at) = self.periods.index_of(record.day_of(chase.at)) {
                    each(at, request.area.as_ref(), chase.minutes);
                }
            }
        }
    }
}
