//! What needs somebody, each kind with the first few things by name.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_store::Read;
use keepalive_store::read::{AreaOwners, SystemRow};

use crate::ApiResult;
use crate::app::Moment;
use crate::figures::{Snapshot, number};
use crate::types::{Day, Need, NeedItem, NeedKind, Stage};
use crate::views::owners::{people_due, review_due};
use crate::views::workaround_list::{asks_if_stopped, stage_of};
use crate::views::{days_between, days_since, vendor};

/// Things named under a need; the list behind it has them all.
const MOST_NAMED: usize = 5;

/// A need with how long the oldest thing in it waits, in days; `None` where no day is known from which it does.
struct Aged {
    need: Need,
    oldest: Option<i32>,
}

/// What needs somebody: alarms first, then what holds the oldest; what waits since nobody knows when stands before the
/// rest of its kind, and what is still to come last. Kinds of which there is none are left out.
pub(super) fn needs(read: &Read<'_>, moment: &Moment, figures: &Snapshot) -> ApiResult<Vec<Need>> {
    let areas = read.areas()?;
    let mut all = [
        unowned_areas(read, moment, figures, &areas)?,
        unowned_requests(read, moment)?,
        late_promises(read, moment)?,
        hardened(read, moment, figures)?,
        people_to_tell(read, moment)?,
        to_verify(read, moment, figures)?,
        reviews_due(read, moment, &areas)?,
        decisions_due(read, moment)?,
    ];
    all.sort_by_key(|aged| Reverse((aged.need.alarm, aged.oldest.is_none(), aged.oldest)));
    let needs = all.into_iter().map(|aged| aged.need).filter(|need| need.count > 0);
    Ok(needs.chain(contract_notices(read, moment)?).collect())
}

fn aged(kind: NeedKind, count: usize, items: impl Iterator<Item = NeedItem>) -> Aged {
    let mut oldest = None;
    // Only the first few are named; the oldest may be another.
    let seen = items.inspect(|item| oldest = oldest.max(item.days));
    let items: Vec<_> = seen.collect();
    Aged { need: need(kind, count, items.into_iter()), oldest }
}

fn need(kind: NeedKind, count: usize, items: impl Iterator<Item = NeedItem>) -> Need {
    let alarm = matches!(kind, NeedKind::AreasUnowned | NeedKind::RequestsUnowned);
    let items = items.take(MOST_NAMED).collect();
    Need { kind, count: number(count), alarm, items, requests: None, people: None, hours_a_month: None }
}

pub(in crate::views) fn item(id: EntityId, kind: Kind, title: &str) -> NeedItem {
    NeedItem { id: id.into(), kind: kind.name().to_owned(), title: title.to_owned(), days: None, on: None }
}

fn unowned_areas(
    read: &Read<'_>,
    moment: &Moment,
    figures: &Snapshot,
    areas: &[AreaOwners],
) -> ApiResult<Aged> {
    let unowned: Vec<_> = areas.iter().filter(|area| area.owner.is_none()).collect();
    let loads = read.area_loads(moment.today)?;
    let ours = |id: Option<EntityId>| unowned.iter().any(|area| Some(area.id) == id);
    let requests = loads.iter().filter(|load| ours(load.area)).map(|load| load.open_requests).sum();
    let hours = figures
        .hours_a_month_where(|w| unowned.iter().any(|area| w.area.as_deref() == Some(area.name.as_str())));
    let items = unowned.iter().map(|area| item(area.id, Kind::Area, &area.name));
    let need = need(NeedKind::AreasUnowned, unowned.len(), items);
    // An area keeps no day from which nobody owned it.
    Ok(Aged { need: Need { requests: Some(requests), hours_a_month: hours, ..need }, oldest: None })
}

fn unowned_requests(read: &Read<'_>, moment: &Moment) -> ApiResult<Aged> {
    let rows = read.unowned_requests()?;
    let items = rows.iter().map(|row| NeedItem {
        days: Some(days_since(moment.zone, row.since_ms, moment.today)),
        ..item(row.id, Kind::Request, &row.title)
    });
    Ok(aged(NeedKind::RequestsUnowned, rows.len(), items))
}

fn late_promises(read: &Read<'_>, moment: &Moment) -> ApiResult<Aged> {
    let rows = read.late_promises(moment.today)?;
    let items = rows.iter().map(|row| NeedItem {
        days: Some(days_between(row.due_on, moment.today)),
        on: Some(row.due_on),
        ..item(row.id, Kind::Request, &row.title)
    });
    Ok(aged(NeedKind::PromisesLate, rows.len(), items))
}

/// Requests at the vendor whose first promised date went by, or whose latest is today.
pub(in crate::views) fn promises_due(read: &Read<'_>, today: Day) -> ApiResult<usize> {
    let mut due: BTreeSet<EntityId> = read.late_promises(today)?.into_iter().map(|row| row.id).collect();
    let yesterday = today.pred_opt().unwrap_or(today);
    let of_today = read.upcoming(yesterday, today)?.into_iter().filter(|row| row.what == "promise");
    due.extend(of_today.map(|row| row.id));
    Ok(due.len())
}

fn hardened(read: &Read<'_>, moment: &Moment, figures: &Snapshot) -> ApiResult<Aged> {
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
    let Aged { need, oldest } = aged(NeedKind::Hardened, ids.len(), items);
    Ok(Aged { need: Need { hours_a_month: sum, ..need }, oldest })
}

/// Counts requests, as the list behind it does; how many people wait is said beside it.
fn people_to_tell(read: &Read<'_>, moment: &Moment) -> ApiResult<Aged> {
    let rows = read.untold_requests()?;
    let people: u32 = rows.iter().map(|row| row.people.max(1)).sum();
    let items = rows.iter().map(|row| NeedItem {
        days: row.since_ms.map(|since| days_since(moment.zone, Some(since), moment.today)),
        ..item(row.id, Kind::Request, &row.title)
    });
    let Aged { need, oldest } = aged(NeedKind::PeopleToTell, rows.len(), items);
    Ok(Aged { need: Need { people: Some(people), ..need }, oldest })
}

/// Workarounds of which somebody has to say whether they stopped, the one whose request was delivered first at the top.
fn to_verify(read: &Read<'_>, moment: &Moment, figures: &Snapshot) -> ApiResult<Aged> {
    let asked = figures.clinic.workarounds.iter().filter(|id| asks_if_stopped(figures, **id));
    let asks = |id: &EntityId| figures.after_delivery(*id).map(|fix| (fix.delivered_on, *id, fix.undated));
    let mut found: Vec<_> = asked.filter_map(asks).collect();
    found.sort();
    let named: BTreeSet<_> = found.iter().take(MOST_NAMED).map(|(_, id, _)| *id).collect();
    let names = read.names_of(&named)?;
    let items = found.iter().map(|(on, id, undated)| NeedItem {
        days: (!undated).then(|| days_between(*on, moment.today)),
        on: (!undated).then_some(*on),
        ..item(*id, Kind::Workaround, names.get(id).map_or("", String::as_str))
    });
    Ok(aged(NeedKind::ToVerify, found.len(), items))
}

fn reviews_due(read: &Read<'_>, moment: &Moment, areas: &[AreaOwners]) -> ApiResult<Aged> {
    let due = looks_due(read, moment, areas)?;
    Ok(aged(NeedKind::ReviewsDue, due.len(), in_order(due, moment).into_iter()))
}

fn decisions_due(read: &Read<'_>, moment: &Moment) -> ApiResult<Aged> {
    let due = accepted_due(read, moment)?;
    Ok(aged(NeedKind::DecisionsDue, due.len(), in_order(due, moment).into_iter()))
}

/// Areas, people and decisions due to be looked at again, the longest due first.
pub(in crate::views) fn everything_due(
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

/// Systems in use whose last day for notice is ahead and near, one need each: each stands on a page of its own. A day
/// that went by is no warning any more: the contract stands.
fn contract_notices(read: &Read<'_>, moment: &Moment) -> ApiResult<Vec<Need>> {
    let today = moment.today;
    let near = |system: &SystemRow| {
        let on = vendor::notice_near(system, today)?;
        let named = item(system.id, Kind::System, &system.name);
        Some(NeedItem { days: Some(days_between(today, on)), on: Some(on), ..named })
    };
    let mut items: Vec<_> = read.systems()?.iter().filter_map(near).collect();
    items.sort_by_key(|item| item.on);
    Ok(items.into_iter().map(|item| need(NeedKind::ContractNotice, 1, std::iter::once(item))).collect())
}
