//! System against system on one axis of months since go-live.

use keepalive_charts::Style;
use keepalive_charts::systems::{self, Month, System, Systems};
use keepalive_measures::compare::{less, ratio};

use super::super::chart;
use super::{Asked, Drawn};
use crate::figures::{MonthFigures, SystemFigures};
use crate::types::FigureMissing;

impl Asked<'_> {
    /// Hours of whole, wholly recorded months of every system, each on its own months, the chosen one last.
    pub(super) fn systems_chart(&self, chosen: &SystemFigures, style: &Style) -> Drawn {
        let others = self.systems.iter().rev().filter(|row| row.id != chosen.id);
        let others = others.filter_map(|row| Some((row, self.snapshot.system(row.id)?)));
        let mut all: Vec<_> = others.filter(|(_, figures)| !figures.months.is_empty()).collect();
        if all.is_empty() {
            return Err(FigureMissing::OneSystem);
        }
        all.extend(self.chosen.as_ref().map(|row| (row, chosen)));
        let per_fte = self.input.per_fte == Some(true);
        let system = |(row, figures): &(&_, &SystemFigures)| -> System {
            let row: &keepalive_store::read::SystemRow = row;
            System { name: row.name.clone(), months: self.months_of(figures, per_fte) }
        };
        let data = Systems { per_fte, systems: all.iter().map(system).collect() };
        let figure = self.named(systems::draw(&data, style), style);
        let newest = data.systems.last().into_iter().flat_map(|system| system.months.iter().rev());
        let mut newest = newest.filter_map(|month| match month {
            Month::Hours(hours) => Some(*hours),
            Month::NotMeasured | Month::Partly | Month::Unfinished => None,
        });
        let fell = newest.next().zip(newest.next()).is_some_and(|(last, before)| less(last, before));
        let quiet = self.went_quiet(chosen).filter(|_| fell);
        Ok(chart::noting_quiet(figure, quiet, style.labels))
    }

    fn months_of(&self, figures: &SystemFigures, per_fte: bool) -> Vec<Month> {
        let value = |month: MonthFigures| {
            let hours = if per_fte { ratio(month.hours.all, month.fte) } else { Some(month.hours.all) };
            match hours {
                _ if month.period.partial => Month::Unfinished,
                Some(hours) if chart::is_comparable(&month) => Month::Hours(hours),
                Some(_) if month.is_measured() => Month::Partly,
                _ => Month::NotMeasured,
            }
        };
        figures.months_of_part(&self.snapshot, &self.part()).into_iter().map(value).collect()
    }
}
