//! Everything a person carries goes to somebody else.

use std::collections::BTreeMap;

use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_store::Thing;
use keepalive_store::read::Carried;

use super::{Act, Done, title_of};
use crate::types::{HandOverInput, Saved};
use crate::{ApiError, ApiResult, App};

impl App {
    /// Hands over areas, backups, open requests, workarounds in use and lists kept, as one act, with the day the
    /// person leaves where it is given. What nobody was named for otherwise goes to `to`. Whoever becomes accountable
    /// for an area and was its backup leaves the backup's place empty: nobody stands in for themselves.
    ///
    /// # Errors
    /// One of those named is not here, takes over from themselves, or there is nothing to hand over.
    pub fn hand_over(&self, input: HandOverInput) -> ApiResult<Saved> {
        self.act(Deed::Owners, None, move |act| hand_over(act, &input))
    }
}

fn hand_over(act: &mut Act<'_, '_>, input: &HandOverInput) -> ApiResult<Done> {
    let from = act.thing(Kind::Person, input.from.0)?;
    let rest = taker(act, &from, input.to.map(|to| to.0), "to")?;
    let mut by_area = BTreeMap::new();
    for exception in input.except.iter().flatten() {
        let to = taker(act, &from, exception.to.map(|to| to.0), "except")?;
        by_area.insert(exception.area.map(|area| area.0), to.map(|to| to.id));
    }
    let carried = act.write.read().carried_by(from.id, act.moment.today)?;
    if carried.is_empty() && input.away_from.is_none() {
        return Err(ApiError::invalid("from", "carries_nothing", "There is nothing to hand over."));
    }
    let to_whom = |held: &Carried| by_area.get(&held.area).copied().unwrap_or(rest.as_ref().map(|to| to.id));
    for held in &carried {
        let to = to_whom(held);
        act.set(Change::of(held.kind, held.id).with(held.field, named(to)));
        if held.kind == Kind::Area {
            keep_two_people(act, held, from.id, to)?;
        }
    }
    if let Some(day) = input.away_from {
        act.set(Change::of(Kind::Person, from.id).with("active_to", Value::Date(day)));
    }
    let several = by_area.values().any(|to| *to != rest.as_ref().map(|to| to.id));
    let count = carried.len().to_string();
    let label = match &rest {
        _ if several => Done::named("handed_over_several", [title_of(&from), count]),
        rest => {
            let to_name = rest.as_ref().map(title_of).unwrap_or_default();
            Done::named("handed_over", [title_of(&from), to_name, count])
        }
    };
    Ok(label.about(from.id))
}

/// Whoever takes over; `None` = nobody.
fn taker(act: &Act<'_, '_>, from: &Thing, to: Option<EntityId>, field: &str) -> ApiResult<Option<Thing>> {
    let to = to.map(|to| act.thing(Kind::Person, to).map_err(|e| e.about(field))).transpose()?;
    if to.as_ref().is_some_and(|to| to.id == from.id) {
        return Err(ApiError::invalid(field, "itself", "Choose somebody else."));
    }
    Ok(to)
}

/// Keeps accountable and backup two people: the new name leaves the backup's place, or does not enter it.
fn keep_two_people(
    act: &mut Act<'_, '_>,
    held: &Carried,
    from: EntityId,
    to: Option<EntityId>,
) -> ApiResult<()> {
    let Some(to) = to else { return Ok(()) };
    let area = act.thing(Kind::Area, held.id)?;
    let other = if held.field == "owner" { "backup" } else { "owner" };
    if [Value::Ref(to), Value::Ref(from)].contains(area.field(other)) {
        act.set(Change::of(Kind::Area, held.id).with("backup", Value::Null));
    }
    Ok(())
}

fn named(to: Option<EntityId>) -> Value {
    to.map_or(Value::Null, Into::into)
}
