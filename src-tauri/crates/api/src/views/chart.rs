//! From figures to the charts' own input, and from a drawn figure to what crosses the border.

use keepalive_charts::hours_lost::{
    Change, EarlierSystem as EarlierLine, Hours, HoursLost as Chart, Month, Unit,
};
use keepalive_charts::mount::Span;
use keepalive_charts::{
    Area, AxisStep, Cell, ENGLISH, Figure, Labels, SPANISH, SPANISH_WITH_POINT, Style, Theme as ChartTheme,
};
use keepalive_domain::calendar::MeasuredPeriod;
use keepalive_domain::ids::EntityId;
use keepalive_domain::words::Break;
use keepalive_exchange::tables::neutralised;
use keepalive_measures::compare::less;
use keepalive_store::read::AreaName;

use crate::figures::{MonthFigures, Part, Snapshot, number};
use crate::types::{ChangeMark, ChartPicture, Column, Id, Language, Rect, Theme};
use crate::{ApiError, ApiResult, ErrorCode};

/// What the main chart shows of one system.
pub(super) struct ChartOf<'a> {
    pub(crate) system: String,
    pub(crate) per_fte: bool,
    pub(crate) months: &'a [MonthFigures],
    pub(crate) changes: &'a [ChangeMark],
    pub(crate) told: bool,
    pub(crate) earlier: Vec<EarlierLine>,
    pub(crate) selected: Option<i32>,
}

impl ChartOf<'_> {
    /// As the charts draw it.
    pub(crate) fn input(&self) -> Chart {
        Chart {
            system: self.system.clone(),
            unit: if self.per_fte { Unit::HoursPerFte } else { Unit::Hours },
            months: self.months.iter().map(month).collect(),
            changes: self.changes.iter().map(|c| Change { on: c.on, name: c.title.clone() }).collect(),
            told_pattern: self.told,
            earlier: self.earlier.clone(),
            selected: self.selected,
        }
    }
}

fn month(figures: &MonthFigures) -> Month {
    let measured = figures.period;
    Month {
        number: measured.period.n,
        from: measured.period.from,
        until: measured.period.to,
        hours: figures.is_measured().then(|| hours(figures)),
        fte: figures.fte,
        coverage: figures.coverage,
        thin: figures.thin,
        part: figures.hours_recorded < 1.0,
        day: measured.partial.then(|| number(days_measured(figures))),
    }
}

fn hours(month: &MonthFigures) -> Hours {
    let by_break = month.by_break();
    Hours {
        by_break: by_break.map(|hours| hours.unwrap_or(0.0)),
        unmeasured: by_break.map(|hours| hours.is_none()),
        timed: month.hours.timed,
    }
}

/// Measured days of a month so far.
pub(super) fn days_measured(figures: &MonthFigures) -> i32 {
    super::days_between(figures.period.period.from, figures.period.measured_to)
}

/// The name of an area that was asked for.
///
/// # Errors
/// No such area.
pub(super) fn area_named(areas: &[AreaName], asked: Option<Id>) -> ApiResult<Option<String>> {
    let Some(id) = asked else { return Ok(None) };
    let found = areas.iter().find(|area| area.id == id.0);
    Ok(Some(found.ok_or_else(|| ApiError::not_found("area").about("area"))?.name.clone()))
}

/// The figure named after the part of the clinic it shows.
pub(super) fn of_part(figure: Figure, part: &Part, labels: &Labels) -> Figure {
    let of = part.of.and_then(|of| Break::ALL.iter().position(|one| *one == of));
    let of = of.and_then(|at| labels.breaks.get(at)).copied();
    let names: Vec<&str> = part.area.as_deref().into_iter().chain(of).collect();
    if names.is_empty() { figure } else { figure.of_part(&names.join(", ")) }
}

/// Whether a month is finished and was recorded from its first day on: its counts may be compared.
pub(super) fn is_whole(figures: &MonthFigures) -> bool {
    !figures.period.partial && figures.recorded >= 1.0
}

/// Whether a month's hours may be compared with others: it is whole, and they are measured from its first day on.
pub(super) fn is_comparable(figures: &MonthFigures) -> bool {
    is_whole(figures) && figures.hours_recorded >= 1.0 && figures.is_measured()
}

/// The share of the earlier entries that came lately, where the newest month lost less than the one before while
/// people stopped writing things down: the fall is no improvement then (DOMAIN §5, "Silence").
pub(super) fn quiet_fall(figures: &Snapshot, system: EntityId, months: &[MonthFigures]) -> Option<f64> {
    let mut whole = months.iter().rev().filter(|month| is_comparable(month));
    let (last, before) = (whole.next()?, whole.next()?);
    // The phase walks every occurrence week by week: it is asked for only where there is a fall to explain.
    if !less(last.hours.all, before.hours.all) {
        return None;
    }
    figures.phase(system).and_then(|(phase, _)| phase.went_quiet())
}

/// The figure with that said beside its caption.
pub(super) fn noting_quiet(figure: Figure, quiet: Option<f64>, labels: &Labels) -> Figure {
    match quiet {
        Some(share) => figure.noting(&labels.quiet_sentence(share)),
        None => figure,
    }
}

/// The time from the first to the last thing that can be read in a figure of numbered periods.
pub(super) fn span_read(figure: &Figure, periods: impl Iterator<Item = MeasuredPeriod>) -> Option<Span> {
    let numbers = figure.steps.iter().map(|step| step.number);
    let (from, to) = (numbers.clone().min()?, numbers.max()?);
    let read: Vec<_> = periods.filter(|period| (from..=to).contains(&period.period.n)).collect();
    let (first, last) = (read.first()?, read.last()?);
    Some(Span { from, to, first: first.period.from, last: last.measured_to.pred_opt()? })
}

/// The words of a language.
pub(super) fn labels(language: Option<Language>) -> &'static Labels {
    match language.unwrap_or_default() {
        Language::En => &ENGLISH,
        Language::Es => &SPANISH,
        Language::EsUs => &SPANISH_WITH_POINT,
    }
}

/// How a chart is to look.
pub(super) fn style(theme: Option<Theme>, language: Option<Language>, width: u32, height: u32) -> Style {
    let theme = match theme.unwrap_or_default() {
        Theme::Light => ChartTheme::Light,
        Theme::Dark => ChartTheme::Dark,
    };
    Style { theme, width: f64::from(width), height: Some(f64::from(height)), labels: labels(language) }
}

/// A drawn figure as it crosses the border.
pub(super) fn picture(figure: &Figure) -> ChartPicture {
    let rect = |area: Area| Rect { x: area.x, y: area.y, width: area.width, height: area.height };
    let slot = |step: &AxisStep| Column { n: step.number, slot: rect(step.area) };
    ChartPicture {
        svg: figure.svg(),
        caption: figure.caption.clone(),
        plot: rect(figure.plot),
        columns: figure.steps.iter().map(slot).collect(),
    }
}

/// The figure's table as CSV: days as computers sort them, numbers with two digits more than on screen, texts safe to
/// open in a spreadsheet.
pub(super) fn csv(figure: &Figure) -> ApiResult<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let heads = figure.table.columns.iter().map(|column| column.head.as_str());
    let failed = |error: csv::Error| ApiError::new(ErrorCode::Internal, error.to_string());
    writer.write_record(heads).map_err(failed)?;
    for row in &figure.table.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Text(words) => neutralised(words).into_owned(),
            other => other.filed(),
        });
        writer.write_record(cells).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))
}
