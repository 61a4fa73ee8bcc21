//! The figures of Friction beside the main chart: picture, read-outs and table from the same numbers.

mod people;
mod requests;
mod systems;
mod workarounds;

use std::sync::Arc;

use keepalive_charts::mount::{Covers, Span};
use keepalive_charts::{Figure, Style};
use keepalive_domain::calendar::OpeningHours;
use keepalive_store::read::{SiteRow, SystemRow};

use super::axis::Axis;
use super::chart;
use super::chart_file::MountWith;
use crate::figures::{Charted, Part, Snapshot, SystemFigures, number};
use crate::types::{
    Day, DrawnFigure, FigureColumn, FigureInput, FigureMissing, FigureName, FigurePart, FigureTable,
    FigureView, Id,
};
use crate::{ApiError, ApiResult, App};

/// Width of a figure in CSS pixels if not said otherwise.
const USUAL_WIDTH: u32 = 560;
/// Rows of a table that cross the border; more are for a spreadsheet.
const MOST_ROWS: usize = 500;

impl App {
    /// One of the figures of Friction, with its numbers.
    ///
    /// # Errors
    /// A system, area or site that is not here, or the database cannot be read.
    pub fn figure(&self, input: FigureInput) -> ApiResult<FigureView> {
        let asked = self.asked(&input)?;
        let style = style(&input);
        let (figure, missing) = match self.draw(&asked, &style)? {
            Ok(figure) => (Some(figure), None),
            Err(missing) => (None, Some(missing)),
        };
        let spoken = |figure: &Figure| {
            (0..figure.steps.len()).map(|step| figure.reading(step, style.labels)).collect()
        };
        Ok(FigureView {
            figure: input.figure,
            title: figure.as_ref().map(|figure| figure.title.clone()).unwrap_or_default(),
            spoken: figure.as_ref().map_or_else(Vec::new, spoken),
            table: figure.as_ref().map(|figure| table(figure, &style)).unwrap_or_default(),
            chart: figure.as_ref().map(chart::picture),
            missing,
            explained: if figure.is_some() { asked.explained() } else { Vec::new() },
            month: asked.month(),
            whole: asked.whole(),
            as_of: asked.snapshot.as_of,
            system: asked.chosen.map(Into::into),
        })
    }

    /// The figure to be saved, with the last measured day; nothing where there is nothing to draw.
    pub(super) fn mounted_figure(
        &self,
        input: &FigureInput,
        clinic: &str,
        fitted: bool,
    ) -> ApiResult<Option<(Figure, Day)>> {
        let asked = self.asked(input)?;
        let as_of = asked.snapshot.as_of;
        let system = asked.chosen.as_ref().map(|system| system.name.clone());
        let mount = MountWith { clinic, system, as_of, style: style(input), fitted };
        let draw = |style: &Style| match self.draw(&asked, style) {
            Ok(drawn) => drawn.map_err(|_| None),
            Err(error) => Err(Some(error)),
        };
        match mount.drawn(draw, |figure| asked.covers(figure)) {
            Ok(figure) => Ok(Some((figure, as_of))),
            Err(None) => Ok(None),
            Err(Some(error)) => Err(error),
        }
    }

    fn asked<'a>(&self, input: &'a FigureInput) -> ApiResult<Asked<'a>> {
        let Axis { snapshot, systems, chosen } = self.axis(input.system, input.as_of)?;
        let (areas, sites, hours) = self.current().store.read(|read| -> ApiResult<_> {
            Ok((read.area_names()?, read.sites()?, read.opening_hours()?))
        })?;
        let part = Part { area: chart::area_named(&areas, input.area)?, of: input.break_ };
        let site = match input.site {
            Some(Id(id)) => {
                let found = sites.into_iter().find(|site| site.id == id);
                Some(found.ok_or_else(|| ApiError::not_found("site").about("site"))?)
            }
            None => None,
        };
        Ok(Asked { input, snapshot, systems, chosen, part, site, hours })
    }

    /// The figure, or why there is none.
    fn draw(&self, asked: &Asked<'_>, style: &Style) -> ApiResult<Drawn> {
        let Some(system) = asked.system() else { return Ok(Err(FigureMissing::NoSystem)) };
        let drawn = match asked.input.figure {
            DrawnFigure::Systems => asked.systems_chart(system, style),
            DrawnFigure::Pareto => self.areas_chart(asked, system, style)?,
            DrawnFigure::QuietRoles => self.quiet_roles_chart(asked, style)?,
            DrawnFigure::AfterHours => self.after_hours_chart(asked, system, style)?,
            DrawnFigure::Ageing => self.ageing_chart(asked, system, style)?,
            DrawnFigure::Flow => asked.flow_chart(system, style),
            DrawnFigure::FirstResponse => asked.clock_chart(system, 0, style),
            DrawnFigure::WorkaroundOffered => asked.clock_chart(system, 1, style),
            DrawnFigure::Delivered => asked.clock_chart(system, 2, style),
            DrawnFigure::Verified => asked.clock_chart(system, 3, style),
            DrawnFigure::WhoseTurn => asked.whose_turn_chart(system, style),
            DrawnFigure::Survival => asked.survival_chart(system, style),
            DrawnFigure::Silence => asked.silence_chart(system, style),
        };
        match (asked.input.figure, drawn) {
            (DrawnFigure::Flow | DrawnFigure::Ageing, Ok(figure)) => {
                Ok(Ok(self.noting_elsewhere(asked, system, figure, style)?))
            }
            (_, drawn) => Ok(drawn),
        }
    }

    /// The figure with how many open requests are of other systems: the lists count those of the whole clinic. Of a day
    /// that is over, as of a retired system, or of a part, no list counts beside it.
    fn noting_elsewhere(
        &self,
        asked: &Asked<'_>,
        system: &SystemFigures,
        figure: Figure,
        style: &Style,
    ) -> ApiResult<Figure> {
        let today = self.current().store.read(|read| Ok::<_, ApiError>(self.moment(read)?.today))?;
        let Ok(charted) = asked.charted(system) else { return Ok(figure) };
        if charted.last_day != today || !asked.part().is_whole() {
            return Ok(figure);
        }
        let elsewhere = charted.elsewhere;
        Ok(if elsewhere == 0 { figure } else { figure.noting(&style.labels.elsewhere_sentence(elsewhere)) })
    }
}

/// A figure, or why there is none.
type Drawn = Result<Figure, FigureMissing>;

/// What a figure is asked for, with the figures of the day.
struct Asked<'a> {
    input: &'a FigureInput,
    snapshot: Arc<Snapshot>,
    systems: Vec<SystemRow>,
    chosen: Option<SystemRow>,
    part: Part,
    site: Option<SiteRow>,
    hours: Option<OpeningHours>,
}

impl Asked<'_> {
    fn system(&self) -> Option<&SystemFigures> {
        self.snapshot.system(self.chosen.as_ref()?.id).filter(|figures| !figures.months.is_empty())
    }

    /// The part of the clinic that this figure can be of.
    fn part(&self) -> Part {
        let takes = |part| taken(self.input.figure).contains(&part);
        Part {
            area: self.part.area.clone().filter(|_| takes(FigurePart::Area)),
            of: self.part.of.filter(|_| takes(FigurePart::Break)),
        }
    }

    /// What was asked for and cannot be taken out of this figure.
    fn whole(&self) -> Vec<FigurePart> {
        let asked = [
            (FigurePart::Area, self.input.area.is_some()),
            (FigurePart::Break, self.input.break_.is_some()),
            (FigurePart::Site, self.input.site.is_some()),
            (FigurePart::Role, self.input.role.is_some()),
        ];
        let taken = taken(self.input.figure);
        asked.into_iter().filter(|(part, is)| *is && !taken.contains(part)).map(|(part, _)| part).collect()
    }

    /// The figures behind the picture that can be asked about.
    fn explained(&self) -> Vec<FigureName> {
        let of_people = self.input.site.is_some() || self.input.role.is_some();
        match self.input.figure {
            DrawnFigure::Flow => vec![FigureName::Wip, FigureName::Arrivals, FigureName::Departures],
            DrawnFigure::Ageing => vec![FigureName::OldOpenRequests, FigureName::AgePercentile],
            DrawnFigure::FirstResponse => vec![FigureName::FirstResponse],
            DrawnFigure::WorkaroundOffered => vec![FigureName::WorkaroundOffered],
            DrawnFigure::Delivered => vec![FigureName::Delivered],
            DrawnFigure::Verified => vec![FigureName::Verified],
            DrawnFigure::WhoseTurn => {
                vec![FigureName::TurnVendor, FigureName::TurnOurs, FigureName::TurnOthers]
            }
            DrawnFigure::Survival => vec![FigureName::SurvivalMedian],
            DrawnFigure::Silence => vec![FigureName::AsksPerActiveWorkaround, FigureName::Withdrawn],
            DrawnFigure::Systems if self.input.per_fte == Some(true) => vec![FigureName::HoursPerFte],
            DrawnFigure::Pareto | DrawnFigure::Systems => vec![FigureName::HoursLost],
            // Of a site or a role alone the clinic's figure would be another one.
            DrawnFigure::AfterHours if !of_people => vec![FigureName::Wow8],
            DrawnFigure::QuietRoles if !of_people => vec![FigureName::SilentRoles],
            DrawnFigure::AfterHours | DrawnFigure::QuietRoles => Vec::new(),
        }
    }

    /// The newest month that may be compared, where the figure speaks of it.
    fn month(&self) -> Option<i32> {
        let of_one = matches!(
            self.input.figure,
            DrawnFigure::Pareto | DrawnFigure::AfterHours | DrawnFigure::Systems | DrawnFigure::Silence
        );
        let system = self.system().filter(|_| of_one)?;
        let month = Self::last_whole(system).ok()?;
        system.months.get(month).map(|month| month.period.period.n)
    }

    /// The time a drawn figure is of.
    fn covers(&self, figure: &Figure) -> Covers {
        let months = || self.system().into_iter().flat_map(|system| &system.months).map(|month| month.period);
        let span = match self.input.figure {
            DrawnFigure::Flow | DrawnFigure::Silence => chart::span_read(figure, months()),
            DrawnFigure::Pareto | DrawnFigure::AfterHours => self.month().and_then(|month| {
                let month = months().find(|period| period.period.n == month)?;
                let (n, first) = (month.period.n, month.period.from);
                Some(Span { from: n, to: n, first, last: month.measured_to.pred_opt()? })
            }),
            DrawnFigure::Ageing | DrawnFigure::QuietRoles => return Covers::Day,
            // Each system on its own months, or whatever began at any time.
            DrawnFigure::Systems
            | DrawnFigure::FirstResponse
            | DrawnFigure::WorkaroundOffered
            | DrawnFigure::Delivered
            | DrawnFigure::Verified
            | DrawnFigure::WhoseTurn
            | DrawnFigure::Survival => None,
        };
        span.map_or(Covers::Everything, Covers::Months)
    }

    /// The figures of requests and workarounds in the part this figure can be of.
    fn charted(&self, system: &SystemFigures) -> Result<Arc<Charted>, FigureMissing> {
        let charted = self.snapshot.charted(system.id, &self.part(), self.hours.as_ref());
        charted.ok_or(FigureMissing::NoSystem)
    }

    /// The figure named after its part: an area, a break, a site, a role.
    fn named(&self, figure: Figure, style: &Style) -> Figure {
        let figure = chart::of_part(figure, &self.part(), style.labels);
        let takes = |part| taken(self.input.figure).contains(&part);
        let site = self.site.as_ref().filter(|_| takes(FigurePart::Site)).map(|site| site.name.as_str());
        let role = self.input.role.as_deref().filter(|_| takes(FigurePart::Role));
        let names: Vec<&str> = site.into_iter().chain(role).collect();
        if names.is_empty() { figure } else { figure.of_part(&names.join(", ")) }
    }

    /// The share of the earlier entries that came lately where people stopped writing things down.
    fn went_quiet(&self, system: &SystemFigures) -> Option<f64> {
        self.snapshot.phase(system.id).and_then(|(phase, _)| phase.went_quiet())
    }

    /// The newest month that may be compared with others, with its position.
    fn last_whole(system: &SystemFigures) -> Result<usize, FigureMissing> {
        system.months.iter().rposition(chart::is_comparable).ok_or(FigureMissing::NoWholeMonth)
    }
}

/// What can be taken out of a figure. Requests belong to no break; sites and roles are known of people alone;
/// areas and breaks are no matter of a person.
fn taken(figure: DrawnFigure) -> &'static [FigurePart] {
    use FigurePart::{Area, Break, Role, Site};
    match figure {
        DrawnFigure::Survival | DrawnFigure::Systems => &[Area, Break],
        // It compares the areas.
        DrawnFigure::Pareto => &[Break],
        DrawnFigure::QuietRoles | DrawnFigure::AfterHours => &[Site, Role],
        DrawnFigure::Flow
        | DrawnFigure::Ageing
        | DrawnFigure::FirstResponse
        | DrawnFigure::WorkaroundOffered
        | DrawnFigure::Delivered
        | DrawnFigure::Verified
        | DrawnFigure::WhoseTurn
        | DrawnFigure::Silence => &[Area],
    }
}

fn style(input: &FigureInput) -> Style {
    let style = chart::style(input.theme, input.language, input.width.unwrap_or(USUAL_WIDTH), 0);
    Style { height: input.height.map(f64::from), ..style }
}

fn table(figure: &Figure, style: &Style) -> FigureTable {
    let rows = &figure.table.rows;
    let shown = |row: &Vec<keepalive_charts::Cell>| row.iter().map(|cell| cell.shown(style.labels)).collect();
    FigureTable {
        columns: figure
            .table
            .columns
            .iter()
            .map(|column| FigureColumn { head: column.head.clone(), numeric: column.numeric })
            .collect(),
        rows: rows.iter().take(MOST_ROWS).map(shown).collect(),
        more: number(rows.len().saturating_sub(MOST_ROWS)),
    }
}
