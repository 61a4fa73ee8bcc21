//! The map of what is accounted for.

use std::collections::HashMap;

use chrono::Days;
use keepalive_domain::ids::EntityId;
use keepalive_store::Read;
use keepalive_store::read::{AreaLoad, AreaOwners, PersonCarries, PersonRow};

use super::catalogue::{VENDOR_ROLE, is_here};
use crate::figures::{Snapshot, number};
use crate::types::{AreaRow, Day, Nothing, OwnersView, PersonLoad, Unowned, Who};
use crate::{ApiResult, App};

impl App {
    /// Areas by accountable owner, and what each person carries.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn owners(&self, _input: Nothing) -> ApiResult<OwnersView> {
        let open = self.current();
        let today = open.store.read(|read| self.moment(read))?.today;
        let figures = open.figures.as_of(&open.store, today)?;
        let (areas, people) = open.store.read(|read| -> ApiResult<_> {
            let loads: HashMap<_, _> =
                read.area_loads(today)?.into_iter().filter_map(|load| Some((load.area?, load))).collect();
            let areas: Vec<_> =
                read.areas()?.into_iter().map(|area| row(&figures, &loads, area, today)).collect();
            let carries: HashMap<_, _> = read.owned_by_person(today)?.into_iter().collect();
            let due: HashMap<_, _> =
                people_due(read, today)?.into_iter().map(|(on, id, _)| (id, on)).collect();
            let people = read.people()?.into_iter();
            let people: Vec<_> = people
                .filter_map(|row| load(&areas, &carries, due.get(&row.id).copied(), row, today))
                .collect();
            Ok((areas, people))
        })?;
        let unowned = unowned(&areas);
        Ok(OwnersView { areas, people, unowned })
    }
}

/// The day something with a rhythm is to be looked at again: at once where it never was, `None` without a rhythm.
pub(super) fn due_again(every_days: Option<i32>, last: Option<Day>, today: Day) -> Option<Day> {
    let every = every_days.and_then(|days| u64::try_from(days).ok())?;
    match last {
        Some(last) => last.checked_add_days(Days::new(every)),
        None => Some(today),
    }
}

/// The day an area is to be gone through again.
pub(super) fn review_due(area: &AreaOwners, today: Day) -> Option<Day> {
    due_again(area.review_every_days, area.last_reviewed, today)
}

/// People whose own rhythm asks for a look at what they own, with the day; only those who own something.
pub(super) fn people_due(read: &Read<'_>, today: Day) -> ApiResult<Vec<(Day, EntityId, String)>> {
    let rhythm = |person: &PersonRow| due_again(person.review_every_days, person.last_reviewed, today);
    // As on the map of owners: contacts at the vendor are none of ours.
    let ours = |person: &PersonRow| person.role != VENDOR_ROLE && rhythm(person).is_some();
    let people: Vec<_> = read.people()?.into_iter().filter(ours).collect();
    let mut due = Vec::new();
    for person in people {
        let owns = !read.carried_by(person.id, today)?.is_empty();
        if let Some(on) = rhythm(&person).filter(|_| owns) {
            due.push((on, person.id, person.name));
        }
    }
    Ok(due)
}

fn row(figures: &Snapshot, loads: &HashMap<EntityId, AreaLoad>, area: AreaOwners, today: Day) -> AreaRow {
    let load = loads.get(&area.id).copied().unwrap_or_default();
    AreaRow {
        id: area.id.into(),
        review_due: review_due(&area, today),
        hours_a_month: figures.hours_a_month_where(|w| w.area.as_deref() == Some(area.name.as_str())),
        name: area.name,
        owner: area.owner.map(Into::into),
        backup: area.backup.map(Into::into),
        route: area.route,
        review_every_days: area.review_every_days,
        last_reviewed: area.last_reviewed,
        open_requests: load.open_requests,
        safety: load.safety,
        active_workarounds: load.active_workarounds,
    }
}

/// What a person carries; `None` for vendor contacts, and for those who are not here and carry nothing.
fn load(
    areas: &[AreaRow],
    carries: &HashMap<EntityId, PersonCarries>,
    review_due: Option<Day>,
    person: PersonRow,
    today: Day,
) -> Option<PersonLoad> {
    let named = |who: &Option<Who>| who.as_ref().and_then(|who| who.id) == Some(person.id.into());
    let carried = carries.get(&person.id).copied().unwrap_or_default();
    let answers_for = number(areas.iter().filter(|area| named(&area.owner)).count());
    let stands_in_for = number(areas.iter().filter(|area| named(&area.backup)).count());
    // A list somebody keeps is carried as well: it asks for a look, and has no column.
    let anything =
        answers_for + stands_in_for + carried.requests + carried.workarounds > 0 || review_due.is_some();
    let active = is_here(&person, today);
    if person.role == VENDOR_ROLE || !(active || anything) {
        return None;
    }
    Some(PersonLoad {
        areas: answers_for,
        backups: stands_in_for,
        who: Who { id: Some(person.id.into()), name: person.name },
        role: person.role,
        active_to: person.active_to,
        active,
        review_every_days: person.review_every_days,
        last_reviewed: person.last_reviewed,
        review_due,
        requests: carried.requests,
        workarounds: carried.workarounds,
    })
}

fn unowned(areas: &[AreaRow]) -> Unowned {
    let mut unowned = Unowned::default();
    for area in areas.iter().filter(|area| area.owner.is_none()) {
        unowned.areas.push(area.name.clone());
        unowned.open_requests += area.open_requests;
        unowned.safety += area.safety;
        unowned.hours_a_month = match (unowned.hours_a_month, area.hours_a_month) {
            (Some(sum), Some(hours)) => Some(sum + hours),
            (sum, hours) => sum.or(hours),
        };
    }
    unowned
}
