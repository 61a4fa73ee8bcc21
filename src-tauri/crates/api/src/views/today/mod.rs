//! Where the clinic stands today, and what needs somebody.

mod needs;

pub(super) use needs::{everything_due, item, promises_due};

use std::collections::BTreeSet;

use chrono::Days;
use keepalive_charts::hours_lost;
use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::facts::Item;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::words::Break;
use keepalive_measures::compare::{less, ratio};
use keepalive_measures::weeks::BreakSeries;
use keepalive_store::Read;
use keepalive_store::read::{BetterRow, SystemRow};

use super::app_state::since_go_live;
use super::chart::{self, ChartOf};
use super::live_on;
use super::owners::{people_due, review_due};
use crate::figures::{Snapshot, SystemFigures, WeeklyFigures};
use crate::types::{
    AlarmingBreak, Better, ChangeMark, ChartPicture, Day, EntriesPace, Label, Phase, PhaseTest, TodayHours,
    TodayInput, TodayView, Upcoming, Week, WholeMonth,
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
                phase: match current {
                    Some((row, system)) if !system.months.is_empty() => phase(read, &figures, row.id)?,
                    _ => None,
                },
                needs: needs::needs(read, &moment, &figures)?,
                week: current.map_or_else(Week::default, |(system, _)| figures.week(system.id)),
                next: next(read, moment.today)?,
                backup,
                better: {
                    let from = moment.today.checked_sub_days(Days::new(DAYS_BACK)).unwrap_or(moment.today);
                    better(read, moment.zone, &figures, (from, moment.today))?
                },
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

fn phase(read: &Read<'_>, figures: &Snapshot, system: EntityId) -> ApiResult<Option<Phase>> {
    let Some((phase, last_week)) = figures.phase(system) else { return Ok(None) };
    let Some(label) =
        serde_json::to_value(phase.label).ok().and_then(|label| label.as_str().map(str::to_owned))
    else {
        return Ok(None);
    };
    let weekly = figures.weekly(system);
    let pace = weekly.and_then(|weekly| weekly.pace);
    let voiced = match weekly.and_then(|weekly| weekly.voiced) {
        Some(Item::Request(at)) => figures.clinic.requests.get(at),
        Some(Item::Workaround(at)) => figures.clinic.workarounds.get(at),
        None => None,
    };
    let voiced = match voiced {
        Some(id) => read.names_of(&BTreeSet::from([*id]))?.remove(id),
        None => None,
    };
    let test = |reason: &keepalive_measures::phase::Reason| PhaseTest {
        test: reason.test.to_owned(),
        value: reason.value,
        limit: reason.limit,
        met: reason.met,
    };
    Ok(Some(Phase {
        label,
        from_week: last_week.map(|week| (week - PHASE_WEEKS + 1).max(1)),
        to_week: *last_week,
        alarming: weekly.map_or_else(Vec::new, alarming),
        entries: pace.map(|pace| EntriesPace { recent: pace.recent, earlier: pace.earlier }),
        voiced,
        because: phase.because.iter().map(test).collect(),
    }))
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

fn next(read: &Read<'_>, today: Day) -> ApiResult<Vec<Upcoming>> {
    let until = today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(today);
    let mut next: Vec<_> = read
        .upcoming(today, until)?
        .into_iter()
        .map(|row| Upcoming {
            on: row.on,
            what: what_comes(row.what, row.moved, row.title),
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

/// What comes, in words: of a promise that was moved also how often it was.
fn what_comes(what: &str, moved: u32, title: String) -> Label {
    match moved {
        0 => Label { code: what.to_owned(), args: vec![title] },
        moved => Label { code: format!("{what}_moved"), args: vec![title, moved.to_string()] },
    }
}

fn review_ahead(on: Day, id: EntityId, kind: Kind, name: String) -> Upcoming {
    let what = Label { code: "review".to_owned(), args: vec![name] };
    Upcoming { on, what, id: id.into(), kind: kind.name().to_owned() }
}

/// What was verified or ended from a day to another, both included, newest first.
pub(super) fn better(
    read: &Read<'_>,
    zone: ClinicZone,
    figures: &Snapshot,
    (from, to): (Day, Day),
) -> ApiResult<Vec<Better>> {
    let rows = read.better_since(zone.day_start(from), from, to)?;
    let shown = |row: BetterRow| {
        let on = row.ended.or_else(|| row.at_ms.map(|at| zone.local_day(at))).filter(|on| *on <= to)?;
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
