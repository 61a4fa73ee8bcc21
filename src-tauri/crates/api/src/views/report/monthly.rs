//! The monthly review, gathered as things stood at the end of its month.

use std::collections::BTreeSet;

use keepalive_charts::{Theme, break_swatch};
use keepalive_domain::words::Break;
use keepalive_domain::words::RequestState;
use keepalive_measures::hours_lost::uncounted_in;
use keepalive_measures::measures::{Month, SystemMeasures};
use keepalive_measures::periods::MeasuredDays as _;
use keepalive_measures::promises::fix_due_on;
use keepalive_measures::pulse::reported_hours;
use keepalive_measures::{Record, SystemView};
use keepalive_reports::{Changed, Drawn, Hours, MonthlyReview, Overdue, PhaseFound, PhaseTest, Signals};
use keepalive_store::Watch;
use keepalive_store::read::{EventRow, SystemRow};

use super::super::axis::Axis;
use super::super::chart::is_whole;
use super::super::{days_between, today::everything_due};
use super::monthly_items::OfMonth;
use crate::figures::{MonthFigures, Snapshot, SystemFigures};
use crate::types::{Day, FrictionInput, Id, Language};
use crate::{ApiError, ApiResult, App};

/// The chart's size, in CSS pixels. It fills the lines of a sheet, on screen and on paper: a little wider than those, so that
/// its words are as large as the small ones there, and low enough that the review stays one sheet.
const CHART_SIZE: (u32, u32) = (780, 230);

impl App {
    pub(super) fn monthly_review(
        &self,
        axis: &Axis,
        asked: Option<i32>,
        language: Option<Language>,
        watch: &Watch,
    ) -> ApiResult<MonthlyReview> {
        let empty = self.outline(axis)?;
        let Some(system) = &axis.chosen else { return Ok(empty) };
        let months = axis.snapshot.system(system.id).map_or(&[][..], |figures| &figures.months);
        let chosen = match asked {
            Some(n) => Some(
                months
                    .iter()
                    .find(|month| month.period.period.n == n)
                    .ok_or_else(|| ApiError::not_found("month").about("month"))?,
            ),
            None => months.iter().rev().find(|month| !month.period.partial).or(months.last()),
        };
        let Some(chosen) = chosen else { return Ok(empty) };
        let period = chosen.period.period;
        let end = chosen.period.last_measured_day();
        let then = self.axis(Some(Id(system.id)), Some(end))?;
        let snapshot = &*then.snapshot;
        let Some(figures) = snapshot.system(system.id) else { return Ok(empty) };
        let record = Record::new(&snapshot.clinic.facts);
        let position = snapshot.clinic.systems.iter().position(|id| *id == system.id);
        let view = record.systems(end).find(|view| Some(view.position()) == position);
        let Some(view) = view else { return Ok(empty) };
        let measures = SystemMeasures::of(&view);
        let Some(month) = measures.months.iter().find(|month| month.n == period.n) else {
            return Ok(empty);
        };
        let within = |on: Day| (period.from..period.to).contains(&on) && on <= end;
        let chart = FrictionInput {
            system: Some(Id(system.id)),
            as_of: Some(end),
            language,
            told: Some(false),
            earlier: Some(false),
            selected: Some(period.n),
            width: Some(CHART_SIZE.0),
            height: Some(CHART_SIZE.1),
            ..FrictionInput::default()
        };
        // A frame around nothing measured would say less than the words already do.
        let anything = figures.months.iter().any(MonthFigures::is_measured);
        let chart = self.hours_figure(&chart)?.filter(|_| anything).map(|figure| Drawn {
            svg: figure.svg(),
            alt: format!("{}. {}", figure.title, figure.description),
            caption: figure.caption.clone(),
        });
        let dated = |rows: Vec<EventRow>| -> Vec<(Day, String)> {
            rows.into_iter().filter_map(|row| Some((row.on.filter(|on| within(*on))?, row.title))).collect()
        };
        let (events, changes) = self.current().store.read(|read| -> ApiResult<_> {
            let changed = read.dated_config_changes()?.into_iter().filter_map(|row| {
                let on = row.on.filter(|on| within(*on))?;
                Some(Changed { on, item: row.item, before: row.before, after: row.after })
            });
            Ok((dated(read.events()?), changed.collect()))
        })?;
        let uncounted: Vec<Break> = uncounted_in(&view, chosen.period.measured_span())
            .map(|at| view.facts().workarounds[at].break_)
            .collect();
        let at = view.months().as_slice().iter().position(|month| month.period.n == period.n);
        let reported =
            at.and_then(|at| reported_hours(&view, view.months()).get(at).copied()).unwrap_or_default();
        // Nothing in use since go-live is old enough yet: a share of 0 would praise what could not be otherwise.
        let days_to_harden = view.facts().thresholds.days_to_harden;
        let lived = i64::from(days_between(view.system().go_live, end)) + 1;
        let too_early =
            lived < i64::from(days_to_harden) && !month.hardened_share.is_some_and(|share| share > 0.0);
        let row = figures.months.iter().find(|row| row.period.period.n == period.n);
        let hours_recorded = row.map_or(0.0, |row| row.hours_recorded);
        let of_month = OfMonth { view: &view, snapshot, figures, n: period.n };
        let promises = measures.vendors.first().map_or((0, 0), |vendor| (vendor.kept, vendor.due));
        Ok(MonthlyReview {
            month: Some(period.n),
            days: Some((period.from, period.to.pred_opt().unwrap_or(period.to))),
            as_of: Some(end),
            partial: month.partial,
            recorded: month.recorded,
            hours_recorded,
            hours: hours(month, &uncounted).filter(|_| hours_recorded > 0.0),
            uncounted: uncounted.len() as u64,
            coverage: month.coverage,
            thin: row.is_some_and(|row| row.thin),
            phase: phase(&measures),
            signals: Signals {
                hardened: month.hardened_share.filter(|_| !too_early).map(|_| of_month.hardened_of()),
                too_early_to_harden: too_early.then_some(days_to_harden),
                unanswered_share: month.unanswered_share,
                overdue_days_per_10_fte: month.overdue_days_per_10_fte,
                wow8: reported.shown(),
                few_people: reported.is_withheld(),
            },
            also_live: also_live(axis, end),
            chart,
            events,
            changes,
            promises,
            overdue: self.overdue(&view, snapshot)?,
            hardened: self.names_in_order(of_month.hardened())?,
            costliest: self.costliest(&of_month, watch)?,
            better: self.better_in(&of_month, period.from)?,
            withdrawn: month.withdrawn,
            swatches: keepalive_charts::Break::ALL.map(|of| break_swatch(of, Theme::Light)).to_vec(),
            fewer_asks: fewer_asks(figures, period.n),
            ..empty
        })
    }

    /// What does not depend on a month: whose it is, and what stands on the day of printing.
    fn outline(&self, axis: &Axis) -> ApiResult<MonthlyReview> {
        let open = self.current();
        open.store.read(|read| {
            let moment = self.moment(read)?;
            let areas = read.areas()?;
            let due = everything_due(read, &moment, &areas)?.into_iter();
            let mut reviews_due: Vec<_> = due.filter_map(|item| Some((item.on?, item.title))).collect();
            reviews_due.sort();
            let unowned = areas.iter().filter(|area| area.owner.is_none());
            Ok(MonthlyReview {
                clinic: read.clinic()?.map(|clinic| clinic.name).unwrap_or_default(),
                system: axis.chosen.as_ref().map(|system| system.name.clone()),
                go_live: axis.chosen.as_ref().and_then(|system| system.go_live),
                also_live: also_live(axis, axis.snapshot.as_of),
                month: None,
                days: None,
                as_of: None,
                partial: false,
                recorded: 0.0,
                hours_recorded: 0.0,
                hours: None,
                uncounted: 0,
                coverage: None,
                thin: false,
                phase: None,
                signals: Signals::default(),
                chart: None,
                events: Vec::new(),
                changes: Vec::new(),
                unowned: unowned.map(|area| area.name.clone()).collect(),
                areas: areas.len(),
                promises: (0, 0),
                overdue: Vec::new(),
                hardened: Vec::new(),
                costliest: Vec::new(),
                better: Vec::new(),
                withdrawn: 0,
                swatches: Vec::new(),
                reviews_due,
                fewer_asks: None,
                printed: axis.snapshot.as_of,
            })
        })
    }

    /// Requests past their first promised fix, latest first.
    fn overdue(&self, view: &SystemView<'_>, snapshot: &Snapshot) -> ApiResult<Vec<Overdue>> {
        let last = view.last_day();
        let late = view.begun_requests().filter_map(|(at, timeline)| {
            let waits = timeline.last()?.state == RequestState::WaitingVendor;
            let due = fix_due_on(&view.facts().requests[at], last).filter(|due| waits && *due < last)?;
            Some((snapshot.clinic.requests[at], due))
        });
        let late: Vec<_> = late.collect();
        let ids: BTreeSet<_> = late.iter().map(|(id, _)| *id).collect();
        let names = self.current().store.read(|read| read.names_of(&ids))?;
        let row = |(id, due): (_, Day)| Overdue {
            title: names.get(&id).cloned().unwrap_or_default(),
            due,
            days: i64::from(days_between(due, last)),
        };
        let mut rows: Vec<_> = late.into_iter().map(row).collect();
        rows.sort_by_key(|row| row.due);
        Ok(rows)
    }
}

/// The month's hours; `None` where nothing of what was in use was measured. `uncounted` are
/// the breaks of the workarounds that no hours can hold.
fn hours(month: &Month, uncounted: &[Break]) -> Option<Hours> {
    let lost = &month.hours;
    let of_break = |of: Break| Some(lost.of(of)).filter(|hours| *hours > 0.0 || !uncounted.contains(&of));
    let measured = lost.all > 0.0 || uncounted.is_empty();
    measured.then(|| Hours {
        by_break: [Break::Drift, Break::Reporting, Break::Support, Break::Burnout].map(of_break),
        all: lost.all,
        timed: lost.timed,
        per_fte: month.hours_per_fte,
    })
}

/// Names of the systems in use on a day beside the chosen one, newest first.
fn also_live(axis: &Axis, day: Day) -> Vec<String> {
    let chosen = axis.chosen.as_ref().map(|system| system.id);
    let is_live = |system: &&SystemRow| {
        system.go_live.is_some_and(|go_live| go_live <= day)
            && system.retired.is_none_or(|retired| retired > day)
    };
    let live = axis.systems.iter().filter(|system| Some(system.id) != chosen).filter(is_live);
    live.map(|system| system.name.clone()).collect()
}

fn phase(measures: &SystemMeasures) -> Option<PhaseFound> {
    let label = serde_json::to_value(measures.phase.label).ok()?.as_str()?.to_owned();
    let test = |reason: &keepalive_measures::phase::Reason| PhaseTest {
        test: reason.test.to_owned(),
        value: reason.value,
        limit: reason.limit,
        met: reason.met,
    };
    Some(PhaseFound { label, tests: measures.phase.because.iter().map(test).collect() })
}

/// Requests in the month and workarounds at its end, where fewer asked than in the whole month before while more
/// worked around (DOMAIN §5, "Silence").
pub(in crate::views) fn fewer_asks(figures: &SystemFigures, n: i32) -> Option<(u64, u64)> {
    let month = |n: i32| figures.months.iter().find(|month| month.period.period.n == n);
    let (this, before) = (month(n).filter(|m| is_whole(m))?, month(n - 1).filter(|m| is_whole(m))?);
    // Asks alone (A10): a request that was opened again is no new asking.
    let silent = this.flow.asks < before.flow.asks && this.active_workarounds > before.active_workarounds;
    silent.then_some((this.flow.asks, this.active_workarounds))
}
