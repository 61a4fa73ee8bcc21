//! Hours lost by month since go-live: picture, read-out and table from the same numbers.

use keepalive_charts::hours_lost::{self, EarlierSystem as EarlierLine};
use keepalive_charts::mount::Covers;
use keepalive_charts::{Figure, Style};
use keepalive_domain::ids::EntityId;
use keepalive_measures::compare::ratio;
use keepalive_store::read::{EventRow, SystemRow};

use super::axis::Axis;
use super::chart::{self, ChartOf};
use super::chart_file::MountWith;
use crate::figures::{MonthFigures, Part, Snapshot, SystemFigures, number};
use crate::types::{
    BreakHours, ChangeMark, CostliestWorkaround, Day, EarlierSystem, FrictionInput, FrictionMonth,
    FrictionView, Id, Named,
};
use crate::{ApiResult, App};

/// Size of the chart in CSS pixels if not said otherwise.
const USUAL_SIZE: (u32, u32) = (830, 440);

/// How many of a month's workarounds the read-out names.
const MOST_NAMED: usize = 3;

/// What a view of Friction rests on.
struct Basis {
    snapshot: std::sync::Arc<Snapshot>,
    systems: Vec<SystemRow>,
    chosen: Option<SystemRow>,
    part: Part,
    events: Vec<ChangeMark>,
}

impl App {
    /// The main chart with all its numbers.
    ///
    /// # Errors
    /// A system or area that is not here, or the database cannot be read.
    pub fn friction(&self, input: FrictionInput) -> ApiResult<FrictionView> {
        let axis = self.axis(input.system, input.as_of)?;
        if let Some(shown) = axis.snapshot.shown.friction(&input) {
            return Ok(FrictionView::clone(&shown));
        }
        let basis = self.basis(&input, axis)?;
        let view = self.friction_of(&input, &basis)?;
        basis.snapshot.shown.keep_friction(input, &view);
        Ok(view)
    }

    fn friction_of(&self, input: &FrictionInput, basis: &Basis) -> ApiResult<FrictionView> {
        let as_of = basis.snapshot.as_of;
        let Some((chosen, figures)) = basis.chosen_figures() else {
            let system = basis.chosen.clone().map(Into::into);
            return Ok(FrictionView {
                system,
                chart: None,
                months: Vec::new(),
                earlier: Vec::new(),
                hours_began: None,
                as_of,
            });
        };
        let months = basis.months(figures);
        let style = style(input);
        let drawn = (!months.is_empty())
            .then(|| chart::picture(&basis.draw(input, chosen, figures, &months, &style)));
        let most: Vec<_> = (0..months.len())
            .map(|month| figures.costliest(month, MOST_NAMED, |id| basis.in_part(id)))
            .collect();
        let asked = most.iter().flatten().map(|(id, _)| *id);
        let named = basis.snapshot.shown.names(&self.current().store, asked)?;
        let rows = months.iter().zip(&most).map(|(month, most)| basis.row(month, most, &named));
        Ok(FrictionView {
            months: rows.collect(),
            earlier: basis.earlier(chosen, input.per_fte == Some(true)),
            hours_began: figures.hours_began,
            chart: drawn,
            system: Some(chosen.clone().into()),
            as_of,
        })
    }

    /// The main chart alone; nothing without a system that went live.
    ///
    /// # Errors
    /// As [`App::friction`].
    pub(super) fn hours_figure(&self, input: &FrictionInput) -> ApiResult<Option<Figure>> {
        let basis = self.basis(input, self.axis(input.system, input.as_of)?)?;
        let drawn = basis.chosen_figures().map(|(chosen, figures)| {
            basis.draw(input, chosen, figures, &basis.months(figures), &style(input))
        });
        Ok(drawn)
    }

    /// The main chart as a picture to be saved, with the last measured day; nothing without a system that went
    /// live.
    ///
    /// # Errors
    /// As [`App::friction`].
    pub(super) fn mounted_hours(
        &self,
        input: &FrictionInput,
        clinic: &str,
        fitted: bool,
    ) -> ApiResult<Option<(Figure, Day)>> {
        let basis = self.basis(input, self.axis(input.system, input.as_of)?)?;
        let as_of = basis.snapshot.as_of;
        let Some((chosen, figures)) = basis.chosen_figures() else { return Ok(None) };
        let months = basis.months(figures);
        let system = Some(chosen.name.clone());
        let mount = MountWith { clinic, system, as_of, style: style(input), fitted };
        let draw = |style: &Style| ApiResult::Ok(basis.draw(input, chosen, figures, &months, style));
        let covers = |figure: &Figure| {
            let span = chart::span_read(figure, months.iter().map(|month| month.period));
            span.map_or(Covers::Everything, Covers::Months)
        };
        Ok(Some((mount.drawn(draw, covers)?, as_of)))
    }

    fn basis(&self, input: &FrictionInput, axis: Axis) -> ApiResult<Basis> {
        let Axis { snapshot, systems, chosen } = axis;
        let as_of = snapshot.as_of;
        let landmarks = snapshot.shown.landmarks(&self.current().store)?;
        let part = Part { area: chart::area_named(&landmarks.areas, input.area)?, of: input.break_ };
        let shown = |row: &EventRow| row.on.filter(|on| *on <= as_of);
        let mark = |row: &EventRow| {
            Some(ChangeMark { id: row.id.into(), on: shown(row)?, title: row.title.clone() })
        };
        let events = landmarks.events.iter().filter_map(mark).collect();
        Ok(Basis { snapshot, systems, chosen, part, events })
    }
}

impl Basis {
    fn chosen_figures(&self) -> Option<(&SystemRow, &SystemFigures)> {
        let chosen = self.chosen.as_ref()?;
        Some((chosen, self.snapshot.system(chosen.id)?))
    }

    /// Whether a workaround is in the part that is chosen.
    fn in_part(&self, id: EntityId) -> bool {
        self.part.is_whole() || self.snapshot.workaround(id).is_some_and(|w| self.part.holds_workaround(w))
    }

    /// The system's months, of the chosen part alone.
    fn months(&self, figures: &SystemFigures) -> Vec<MonthFigures> {
        figures.months_of_part(&self.snapshot, &self.part)
    }

    fn draw(
        &self,
        input: &FrictionInput,
        chosen: &SystemRow,
        figures: &SystemFigures,
        months: &[MonthFigures],
        style: &Style,
    ) -> Figure {
        let per_fte = input.per_fte == Some(true);
        let line = |earlier: EarlierSystem| EarlierLine { name: earlier.system.name, months: earlier.hours };
        let with_earlier = input.earlier != Some(false) && self.part.is_whole();
        let earlier = if with_earlier { self.earlier(chosen, per_fte) } else { Vec::new() };
        let chart = ChartOf {
            system: chosen.name.clone(),
            per_fte,
            months,
            changes: if input.changes == Some(false) { &[] } else { &self.events },
            told: input.told != Some(false),
            earlier: earlier.into_iter().map(line).collect(),
            selected: input.selected,
        };
        let figure = chart::of_part(hours_lost::draw(&chart.input(), style), &self.part, style.labels);
        let quiet = chart::quiet_fall(&self.snapshot, figures.id, months);
        chart::noting_quiet(figure, quiet, style.labels)
    }

    /// The system before, on its own months: the newest that was retired by this one's go-live, so that a system
    /// still live is never called "before". Of several only that one: more lines than two cannot be told apart. By the
    /// rule of systems side by side: whole, wholly recorded months alone are held against others.
    fn earlier(&self, chosen: &SystemRow, per_fte: bool) -> Vec<EarlierSystem> {
        let gone = |system: &&SystemRow| {
            system.retired.zip(chosen.go_live).is_some_and(|(retired, go_live)| retired <= go_live)
        };
        let others = self.systems.iter().filter(|system| system.id != chosen.id);
        let before = others.filter(gone).max_by_key(|system| system.retired);
        let figures = before.and_then(|row| Some((row, self.snapshot.system(row.id)?)));
        let hours = |month: &MonthFigures| {
            let all = chart::is_comparable(month).then_some(month.hours.all)?;
            if per_fte { ratio(all, month.fte) } else { Some(all) }
        };
        figures
            .map(|(row, figures)| EarlierSystem {
                system: row.clone().into(),
                hours: figures.months.iter().map(hours).collect(),
            })
            .into_iter()
            .collect()
    }

    fn row(
        &self,
        month: &MonthFigures,
        most: &[(EntityId, f64)],
        names: &std::collections::BTreeMap<EntityId, String>,
    ) -> FrictionMonth {
        let period = month.period.period;
        let named = |(id, hours): &(EntityId, f64)| {
            let name = names.get(id).cloned().unwrap_or_default();
            CostliestWorkaround { item: Named { id: Id(*id), name }, hours: *hours }
        };
        FrictionMonth {
            n: period.n,
            from: period.from,
            to: period.to,
            partial: month.period.partial,
            days: chart::days_measured(month),
            of_days: super::days_between(period.from, period.to),
            recorded: month.recorded,
            hours_recorded: month.hours_recorded,
            coverage: month.coverage,
            thin: month.thin,
            measured: month.is_measured(),
            hours: break_hours(month),
            per_fte: month.fte.and_then(|fte| per_fte(month, fte)),
            fte: month.fte,
            chase_hours: month.chase_minutes.hours(),
            chases: month.chases,
            arrivals: number(month.flow.arrivals),
            departures: number(month.flow.departures),
            wip: number(month.flow.wip),
            active_workarounds: number(month.active_workarounds),
            withdrawn: number(month.flow.withdrawn),
            events: self.events_in(period.from, period.to),
            most: most.iter().map(named).collect(),
        }
    }

    fn events_in(&self, from: Day, to: Day) -> Vec<ChangeMark> {
        self.events.iter().filter(|event| (from..to).contains(&event.on)).cloned().collect()
    }
}

fn style(input: &FrictionInput) -> Style {
    let (width, height) = (input.width.unwrap_or(USUAL_SIZE.0), input.height.unwrap_or(USUAL_SIZE.1));
    chart::style(input.theme, input.language, width, height)
}

fn break_hours(month: &MonthFigures) -> BreakHours {
    let [drift, reporting, support, burnout] = month.by_break();
    BreakHours { drift, reporting, support, burnout, all: month.hours.all, timed: month.hours.timed }
}

/// Hours per FTE; `None` without staffing.
fn per_fte(month: &MonthFigures, fte: f64) -> Option<BreakHours> {
    let of = |hours: f64| ratio(hours, Some(fte));
    let [drift, reporting, support, burnout] = month.by_break().map(|hours| hours.and_then(of));
    Some(BreakHours {
        drift,
        reporting,
        support,
        burnout,
        all: of(month.hours.all)?,
        timed: of(month.hours.timed)?,
    })
}
