//! Workarounds: how long they live, and where their hours go.

use keepalive_charts::pareto::{self, Area, Pareto};
use keepalive_charts::{Style, survival};
use keepalive_measures::pareto::HoursByBreak;

use super::super::survival::{days, drawn};
use super::{Asked, Drawn};
use crate::figures::SystemFigures;
use crate::types::FigureMissing;
use crate::{ApiResult, App};

impl Asked<'_> {
    /// How long workarounds live.
    pub(super) fn survival_chart(&self, system: &SystemFigures, style: &Style) -> Drawn {
        let charted = self.charted(system)?;
        if charted.survival.n == 0 {
            return Err(FigureMissing::NoWorkarounds);
        }
        Ok(self.named(survival::draw(&drawn(&charted.survival, days), style), style))
    }
}

impl App {
    /// Hours of the newest whole month by area, with who owns none.
    pub(super) fn areas_chart(
        &self,
        asked: &Asked<'_>,
        system: &SystemFigures,
        style: &Style,
    ) -> ApiResult<Drawn> {
        let month = match Asked::last_whole(system) {
            Ok(month) => month,
            Err(missing) => return Ok(Err(missing)),
        };
        let by_area = system.hours_by_area(&asked.snapshot, &asked.part(), month);
        let unowned: Vec<String> = self.current().store.read(|read| -> ApiResult<_> {
            let nobodys = read.areas()?.into_iter().filter(|area| area.owner.is_none());
            Ok(nobodys.map(|area| area.name).collect())
        })?;
        let area = |(name, by_break): (Option<String>, HoursByBreak)| Area {
            unowned: name.as_ref().is_some_and(|name| unowned.contains(name)),
            name: name.unwrap_or_else(|| style.labels.no_area.to_owned()),
            by_break,
        };
        let number = system.months.get(month).map_or(0, |month| month.period.period.n);
        let areas: Vec<Area> = by_area.into_iter().map(area).collect();
        if areas.is_empty() {
            return Ok(Err(FigureMissing::NoHours));
        }
        let data = Pareto { period: style.labels.month_number(number), areas };
        Ok(Ok(asked.named(pareto::draw(&data, style), style)))
    }
}
