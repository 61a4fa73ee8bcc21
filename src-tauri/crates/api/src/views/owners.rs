//! The map of what is accounted for.

use std::collections::HashMap;

use chrono::Days;
use keepalive_domain::ids::EntityId;
use keepalive_store::read::{AreaLoad, AreaOwners, PersonCarries};

use super::catalogue::catalogue_of;
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
            let areas: Vec<_> = read.areas()?.into_iter().map(|area| row(&figures, &loads, area)).collect();
            let carries: HashMap<_, _> = read.owned_by_person(today)?.into_iter().collect();
            let catalogue = catalogue_of(read, today)?;
            let staff = catalogue.people.into_iter().filter(|person| person.active && !person.vendor);
            let people: Vec<_> = staff.map(|person| load(&areas, &carries, person)).collect();
            Ok((areas, people))
        })?;
        let unowned = unowned(&areas);
        Ok(OwnersView { areas, people, unowned })
    }
}

/// The day an area is to be gone through again; one with a rhythm that never was is due at once (`None` then
/// stands for "no rhythm" only).
pub(super) fn review_due(area: &AreaOwners) -> Option<Day> {
    let every = area.review_every_days.and_then(|days| u64::try_from(days).ok())?;
    area.last_reviewed?.checked_add_days(Days::new(every))
}

fn row(figures: &Snapshot, loads: &HashMap<EntityId, AreaLoad>, area: AreaOwners) -> AreaRow {
    let load = loads.get(&area.id).copied().unwrap_or_default();
    AreaRow {
        id: area.id.into(),
        review_due: review_due(&area),
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

fn load(
    areas: &[AreaRow],
    carries: &HashMap<EntityId, PersonCarries>,
    person: crate::types::Person,
) -> PersonLoad {
    let named = |who: &Option<Who>| who.as_ref().and_then(|who| who.id) == Some(person.id);
    let carried = carries.get(&person.id.0).copied().unwrap_or_default();
    PersonLoad {
        areas: number(areas.iter().filter(|area| named(&area.owner)).count()),
        backups: number(areas.iter().filter(|area| named(&area.backup)).count()),
        who: Who { id: Some(person.id), name: person.name },
        role: person.role,
        active_to: person.active_to,
        requests: carried.requests,
        workarounds: carried.workarounds,
    }
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
