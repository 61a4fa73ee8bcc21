//! Where the clinic stands today, and what needs somebody.

use std::collections::BTreeSet;

use chrono::Days;
use keepalive_charts::hours_lost;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::words::Break;
use keepalive_measures::compare::{less, ratio};
use keepalive_measures::weeks::BreakSeries;
use keepalive_store::Read;
use keepalive_store::read::{AreaOwners, BetterRow, SystemRow};

use super::app_state::since_go_live;
use super::chart::{self, ChartOf};
use super::owners::{people_due, review_due};
use super::workaround_list::stage_of;
use super::{days_between, days_since, live_on};
use crate::app::Moment;
use crate::figures::{Snapshot, SystemFigures, WeeklyFigures, number};
use crate::types::{
    AlarmingBreak, Better, ChangeMark, ChartPicture, Day, Label, Need, NeedItem, NeedKind, Phase, PhaseTest,
    Stage, TodayHours, TodayInput, TodayView, Upcoming, Week, WholeMonth,
};
use crate::{ApiResult, App};

/// Size of the small chart in CSS pixels if not said otherwise.
const USUAL_SIZE: (u32, u32) = (704, 192);

/// How far ahead "what comes next" looks, in days.
const DAYS_AHEAD: u64 = 10;

/// How far back "what got better" looks, in days.
const DAYS_BACK: u64 = 14;

/// Weeks a phase rests on: the rules look at the last four (DOMAIN §5).
const PHASE_WEEKS: i32 = 4;

/// Things named under a need; the list behind it has them all.
const MOST_NAMED: usize = 5;

impl App {
    /// Where the clinic stands, and what needs somebody.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn today(&self, input: TodayInput) -> ApiResult<TodayView> {
        let open = self.current();
        let moment = open.store.read(|read| self.moment(read))?;
        let figures = open.figures.as_of(&open.store, moment.today)?;
        let backup = self.backup_standing()?;
        open.store.read(|read| {
            let systems = read.systems()?;
            let live = live_on(&systems, moment.today);
            let current = live.and_then(|system| Some((system, figures.system(system.id)?)));
            let (chart, numbered) = match current {
                Some((row, system)) if !system.months.is_empty() => {
                    let (chart, numbered) = draw(read, row, system, &figures, input)?;
                    (Some(chart), numbered)
                }
                _ => (None, Vec::new()),
            };
            Ok(TodayView {
                today: moment.today,
                since_go_live: live.and_then(|system| since_go_live(system, moment.today)),
                hours: current.and_then(|(_, system)| hours(system, &figures)),
                chart,
                numbered,
                phase: current
                    .filter(|(_, system)| !system.months.is_empty())
                    .and_then(|(system, _)| phase(&figures, system.id)),
                needs: needs(read, &moment, &figures)?,
                week: current.map_or_else(Week::default, |(system, _)| figures.week(system.id)),
                next: next(read, moment.today)?,
                backup,
                better: better(read, &moment, &figures)?,
            })
        })
    }
}

/// The month in progress and the last whole one; whole and unfinished months are never compared (DOMAIN §4).
fn hours(system: &SystemFigures, figures: &Snapshot) -> Option<TodayHours> {
    let current = system.months.last()?;
    let measured = current.is_measured();
    let so_far = current.hours.all;
    let last = system.months.iter().rposition(chart::is_comparable);
    let last_whole = last.map(|at| {
        let (last, earlier) = (&system.months[at], &system.months[..at]);
        // A month of which nothing, or only a part, was written down may have cost more than this one.
        let is_less = |month| chart::is_comparable(month) && less(month.hours.all, last.hours.all);
        WholeMonth {
            n: last.period.period.n,
            hours: last.hours.all,
            most_since_go_live: !earlier.is_empty() && earlier.iter().all(is_less),
        }
    });
    Some(TodayHours {
        month: current.period.period.n,
        so_far: measured.then_some(so_far),
        timed_share: ratio(current.hours.timed, Some(so_far)).filter(|_| measured),
        per_fte: ratio(so_far, current.fte).filter(|_| measured),
        last_whole,
        went_quiet: chart::quiet_fall(figures, system.id, &system.months),
    })
}

/// The small chart, and the names of the changes that it marks by number.
fn draw(
    read: &Read<'_>,
    row: &SystemRow,
    system: &SystemFigures,
    figures: &Snapshot,
    input: TodayInput,
) -> ApiResult<(ChartPicture, Vec<String>)> {
    let mark = |row: keepalive_store::read::EventRow| {
        Some(ChangeMark { id: row.id.into(), on: row.on?, title: row.title })
    };
    let events: Vec<_> = read.events()?.into_iter().filter_map(mark).collect();
    let chart = ChartOf {
        system: row.name.clone(),
        per_fte: false,
        months: &system.months,
        changes: &events,
        told: false,
        earlier: Vec::new(),
        selected: None,
    };
    let (width, height) = (input.width.unwrap_or(USUAL_SIZE.0), input.height.unwrap_or(USUAL_SIZE.1));
    let style = chart::style(input.theme, input.language, width, height);
    let drawn = chart.input();
    let figure = hours_lost::draw_summary(&drawn, &style);
    let numbered = hours_lost::numbered_changes(&drawn, &style);
    let quiet = chart::quiet_fall(figures, system.id, &system.months);
    Ok((chart::picture(&chart::noting_quiet(figure, quiet, style.labels)), numbered))
}

fn phase(figures: &Snapshot, system: EntityId) -> Option<Phase> {
    let (phase, last_week) = figures.phase(system)?;
    let label = serde_json::to_value(phase.label).ok()?.as_str()?.to_owned();
    let test = |reason: &keepalive_measures::phase::Reason| PhaseTest {
        test: reason.test.to_owned(),
        value: reason.value,
        limit: reason.limit,
        met: reason.met,
    };
    Some(Phase {
        label,
        from_week: last_week.map(|week| (week - PHASE_WEEKS + 1).max(1)),
        to_week: *last_week,
        alarming: figures.weekly(system).map_or_else(Vec::new, alarming),
        because: phase.because.iter().map(test).collect(),
    })
}

/// The breaks in alarm, in the order of the stack.
fn alarming(weekly: &WeeklyFigures) -> Vec<AlarmingBreak> {
    let withheld = |series| weekly.weeks.iter().any(|week| week.is_withheld(series));
    let in_alarm = weekly.standings.iter().filter(|standing| standing.alarming);
    in_alarm
        .map(|standing| AlarmingBreak {
            break_: match standing.series {
                BreakSeries::DriftHoursPerFte => Break::Drift,
                BreakSeries::UnansweredShare => Break::Reporting,
                BreakSeries::OverdueDaysPer10Fte => Break::Support,
                BreakSeries::Wow8 => Break::Burnout,
            },
            // What few people reported is not told as a number either.
            times_baseline: standing.times_baseline.filter(|_| !withheld(standing.series)),
            is_hidden: withheld(standing.series),
        })
        .collect()
}

/// What needs somebody, alarms first; kinds of which there is none are left out.
fn needs(read: &Read<'_>, moment: &Moment, figures: &Snapshot) -> ApiResult<Vec<Need>> {
    let areas = read.areas()?;
    let all = [
        unowned_areas(read, moment, figures, &areas)?,
        unowned_requests(read, moment)?,
        late_promises(read, moment)?,
        hardened(read, moment, figures)?,
        people_to_tell(read, moment)?,
        reviews_due(read, moment, &areas)?,
        decisions_due(read, moment)?,
    ];
    let notices = contract_notices(read, moment)?;
    Ok(all.into_iter().filter(|need| need.count > 0).chain(notices).collect())
}

fn need(kind: NeedKind, count: usize, items: impl Iterator<Item = NeedItem>) -> Need {
    let alarm = matches!(kind, NeedKind::AreasUnowned | NeedKind::RequestsUnowned);
    let items = items.take(MOST_NAMED).collect();
    Need { kind, count: number(count), alarm, items, requests: None, people: None, hours_a_month: None }
}

pub(super) fn item(id: EntityId, kind: Kind, title: &str) -> NeedItem {
    NeedItem { id: id.into(), kind: kind.name().to_owned(), title: title.to_owned(), days: None, on: None }
}

fn unowned_areas(
    read: &Read<'_>,
    moment: &Moment,
    figures: &Snapshot,
    areas: &[AreaOwners],
) -> ApiResult<Need> {
    let unowned: Vec<_> = areas.iter().filter(|area| area.owner.is_none()).collect();
    let loads = read.area_loads(moment.today)?;
    let ours = |id: Option<EntityId>| unowned.iter().any(|area| Some(area.id) == id);
    let requests = loads.iter().filter(|load| ours(load.area)).map(|load| load.open_requests).sum();
    let hours = figures
        .hours_a_month_where(|w| unowned.iter().any(|area| w.area.as_deref() == Some(area.name.as_str())));
    let items = unowned.iter().map(|area| item(area.id, Kind::Area, &area.name));
    let need = need(NeedKind::AreasUnowned, unowned.len(), items);
    Ok(Need { requests: Some(requests), hours_a_month: hours, ..need })
}

fn unowned_requests(read: &Read<'_>, moment: &Moment) -> ApiResult<Need> {
    let rows = read.unowned_requests()?;
    let items = rows.iter().map(|row| NeedItem {
        days: Some(days_since(moment.zone, row.since_ms, moment.today)),
        ..item(row.id, Kind::Request, &row.title)
    });
    Ok(need(NeedKind::RequestsUnowned, rows.len(), items))
}

fn late_promises(read: &Read<'_>, moment: &Moment) -> ApiResult<Need> {
    let rows = read.late_promises(moment.today)?;
    let items = rows.iter().map(|row| NeedItem {
        days: Some(days_between(row.due_on, moment.today)),
        on: Some(row.due_on),
        ..item(row.id, Kind::Request, &row.title)
    });
    Ok(need(NeedKind::PromisesLate, rows.len(), items))
}

/// Requests at the vendor whose first promised date went by, or whose latest is today.
pub(super) fn promises_due(read: &Read<'_>, today: Day) -> ApiResult<usize> {
    let mut due: BTreeSet<EntityId> = read.late_promises(today)?.into_iter().map(|row| row.id).collect();
    let yesterday = today.pred_opt().unwrap_or(today);
    let of_today = read.upcoming(yesterday, today)?.into_iter().filter(|row| row.what == "promised");
    due.extend(of_today.map(|row| row.id));
    Ok(due.len())
}

fn hardened(read: &Read<'_>, moment: &Moment, figures: &Snapshot) -> ApiResult<Need> {
    // As the list of workarounds tells it: one of an earlier EHR that has ended is history.
    let stands = |id: &EntityId| stage_of(figures, *id, moment.today) == Stage::Hardened;
    let mut ids: Vec<_> = figures.hardened().filter(stands).collect();
    let hours = |id: &EntityId| figures.cost_of(*id).hours_a_month;
    ids.sort_by(|a, b| hours(b).unwrap_or(0.0).total_cmp(&hours(a).unwrap_or(0.0)));
    let named: BTreeSet<_> = ids.iter().take(MOST_NAMED).copied().collect();
    let names = read.names_of(&named)?;
    let items = ids.iter().map(|id| {
        let started = figures.workaround(*id).map(|w| w.started);
        NeedItem {
            days: started.map(|started| days_between(started, moment.today)),
            ..item(*id, Kind::Workaround, names.get(id).map_or("", String::as_str))
        }
    });
    let sum = ids.iter().filter_map(hours).fold(None, |sum, hours| Some(sum.unwrap_or(0.0) + hours));
    Ok(Need { hours_a_month: sum, ..need(NeedKind::Hardened, ids.len(), items) })
}

/// Counts requests, as the list behind it does; how many people wait is said beside it.
fn people_to_tell(read: &Read<'_>, moment: &Moment) -> ApiResult<Need> {
    let rows = read.untold_requests()?;
    let people: u32 = rows.iter().map(|row| row.people.max(1)).sum();
    let items = rows.iter().map(|row| NeedItem {
        days: Some(days_since(moment.zone, row.since_ms, moment.today)),
        ..item(row.id, Kind::Request, &row.title)
    });
    Ok(Need { people: Some(people), ..need(NeedKind::PeopleToTell, rows.len(), items) })
}

fn reviews_due(read: &Read<'_>, moment: &Moment, areas: &[AreaOwners]) -> ApiResult<Need> {
    let due = looks_due(read, moment, areas)?;
    Ok(need(NeedKind::ReviewsDue, due.len(), in_order(due, moment).into_iter()))
}

fn decisions_due(read: &Read<'_>, moment: &Moment) -> ApiResult<Need> {
    let due = accepted_due(read, moment)?;
    Ok(need(NeedKind::DecisionsDue, due.len(), in_order(due, moment).into_iter()))
}

/// Areas, people and decisions due to be looked at again, the longest due first.
pub(super) fn everything_due(
    read: &Read<'_>,
    moment: &Moment,
    areas: &[AreaOwners],
) -> ApiResult<Vec<NeedItem>> {
    let mut due = looks_due(read, moment, areas)?;
    due.extend(accepted_due(read, moment)?);
    Ok(in_order(due, moment))
}

/// Areas and people, each with the day its look was due.
fn looks_due(read: &Read<'_>, moment: &Moment, areas: &[AreaOwners]) -> ApiResult<Vec<(Day, NeedItem)>> {
    let due_area = |area: &AreaOwners| {
        let due = review_due(area, moment.today).filter(|due| *due <= moment.today)?;
        Some((due, item(area.id, Kind::Area, &area.name)))
    };
    let mut due: Vec<(Day, NeedItem)> = areas.iter().filter_map(due_area).collect();
    for (on, id, name) in people_due(read, moment.today)? {
        if on <= moment.today {
            due.push((on, item(id, Kind::Person, &name)));
        }
    }
    Ok(due)
}

/// Accepted workarounds, each with the day its decision was to be looked at again.
fn accepted_due(read: &Read<'_>, moment: &Moment) -> ApiResult<Vec<(Day, NeedItem)>> {
    let rows = read.due_reviews(moment.today)?.into_iter();
    Ok(rows.map(|row| (row.review_on, item(row.id, Kind::Workaround, &row.title))).collect())
}

fn in_order(mut due: Vec<(Day, NeedItem)>, moment: &Moment) -> Vec<NeedItem> {
    due.sort_by_key(|(on, _)| *on);
    let dated = |(on, item): (Day, NeedItem)| NeedItem {
        days: Some(days_between(on, moment.today)),
        on: Some(on),
        ..item
    };
    due.into_iter().map(dated).collect()
}

/// Systems in use whose last day for notice is ahead and near. A day that went by is no warning any more: the
/// contract stands.
/// One need a system: each stands on a page of its own.
fn contract_notices(read: &Read<'_>, moment: &Moment) -> ApiResult<Vec<Need>> {
    let today = moment.today;
    let near = |system: &SystemRow| {
        let on = super::vendor::notice_near(system, today)?;
        let named = item(system.id, Kind::System, &system.name);
        Some(NeedItem { days: Some(days_between(today, on)), on: Some(on), ..named })
    };
    let mut items: Vec<_> = read.systems()?.iter().filter_map(near).collect();
    items.sort_by_key(|item| item.on);
    Ok(items.into_iter().map(|item| need(NeedKind::ContractNotice, 1, std::iter::once(item))).collect())
}

fn next(read: &Read<'_>, today: Day) -> ApiResult<Vec<Upcoming>> {
    let until = today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(today);
    let mut next: Vec<_> = read
        .upcoming(today, until)?
        .into_iter()
        .map(|row| Upcoming {
            on: row.on,
            what: Label { code: row.what.to_owned(), args: vec![row.title] },
            id: row.id.into(),
            kind: row.kind.name().to_owned(),
        })
        .collect();
    for area in read.areas()? {
        if let Some(on) = review_due(&area, today).filter(|on| *on > today && *on <= until) {
            next.push(review_ahead(on, area.id, Kind::Area, area.name));
        }
    }
    for (on, id, name) in people_due(read, today)? {
        if on > today && on <= until {
            next.push(review_ahead(on, id, Kind::Person, name));
        }
    }
    next.sort_by_key(|row| row.on);
    Ok(next)
}

fn review_ahead(on: Day, id: EntityId, kind: Kind, name: String) -> Upcoming {
    let what = Label { code: "review".to_owned(), args: vec![name] };
    Upcoming { on, what, id: id.into(), kind: kind.name().to_owned() }
}

fn better(read: &Read<'_>, moment: &Moment, figures: &Snapshot) -> ApiResult<Vec<Better>> {
    let from = moment.today.checked_sub_days(Days::new(DAYS_BACK)).unwrap_or(moment.today);
    let rows = read.better_since(moment.zone.day_start(from), from, moment.today)?;
    let shown = |row: BetterRow| {
        let on = row.ended.or_else(|| row.at_ms.map(|at| moment.zone.local_day(at)))?;
        let ended = row.kind == Kind::Workaround;
        Some(Better {
            id: row.id.into(),
            kind: row.kind.name().to_owned(),
            title: row.title,
            on,
            // The month it ended in is short.
            hours_a_month: figures.hours_in_last_month_of_use(row.id).filter(|_| ended),
        })
    };
    let mut better: Vec<_> = rows.into_iter().filter_map(shown).collect();
    better.sort_by_key(|row| std::cmp::Reverse(row.on));
    Ok(better)
}
