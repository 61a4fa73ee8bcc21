//! The generic forms: make a thing, change fields of one, change fields of many.

use std::collections::BTreeMap;

use keepalive_domain::check::read_field;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::{COMMON, Kind};
use keepalive_domain::value::Value;
use keepalive_store::{OnScreen, Thing};
use serde_json::Value as Json;

use super::capture::first_state;
use super::identity::{identity, is_answered_once};
use super::items::{chase_fits, not_ahead};
use super::names::{key_is_free, new_key, site_is_free, site_taken};
use super::trash::MOST_THINGS_PER_ACT;
use super::{Act, Done, title_of};
use crate::types::{BulkSaveInput, InstantMs, SaveInput, Saved};
use crate::{ApiError, ApiResult, App};

impl App {
    /// Makes a thing, or changes the fields that were sent. A new request is new from now on; a thing without a
    /// key gets one.
    ///
    /// # Errors
    /// A field that cannot be taken; a key that is taken; patient data; a kind that has an act of its own (a
    /// request's states are moved, not written).
    pub fn save(&self, input: SaveInput) -> ApiResult<Saved> {
        let kind = kind(&input.kind)?;
        let set = read_fields(kind, &input.set)?;
        let seen = read_fields(kind, &input.seen.unwrap_or_default())?;
        self.act(Deed::Own, input.phi_ok, move |act| {
            act.because(input.why);
            match input.id {
                Some(id) => {
                    act.having_seen(seen.into_iter().map(|(field, value)| OnScreen {
                        entity: id.0,
                        field,
                        value,
                    }));
                    change(act, kind, id.0, set)
                }
                None => make(act, kind, set),
            }
        })
    }

    /// Changes the same fields of many things, as one act.
    ///
    /// # Errors
    /// As [`App::save`]; one thing that cannot take them stops all.
    pub fn bulk_save(&self, input: BulkSaveInput) -> ApiResult<Saved> {
        let kind = kind(&input.kind)?;
        let set = read_fields(kind, &input.set)?;
        if set.is_empty() || set.contains_key("key") {
            return Err(ApiError::invalid("set", "nothing_to_change", "Choose what is to change."));
        }
        if kind == Kind::Desk {
            return Err(ApiError::invalid("kind", "not_here", "This is not changed by a form."));
        }
        if input.ids.is_empty() || input.ids.len() > MOST_THINGS_PER_ACT {
            let message = format!("Between 1 and {MOST_THINGS_PER_ACT} things.");
            return Err(ApiError::invalid("ids", "out_of_range", message));
        }
        self.act(Deed::Bulk, input.phi_ok, move |act| {
            act.because(input.why);
            if let (Kind::Site, Some(name)) = (kind, set.get("name").and_then(Value::as_text)) {
                // Each of them is looked at as it stands, so none sees the others' new name.
                if input.ids.windows(2).any(|two| two[0] != two[1]) {
                    return Err(site_taken(name));
                }
            }
            for id in &input.ids {
                let thing = act.thing(kind, id.0)?;
                let set = may_set(act, &thing, set.clone())?;
                act.set(Change { entity: thing.id, kind, set });
            }
            let code =
                if set.len() == 1 && set.contains_key("owner") { "gave_owner_many" } else { "changed_many" };
            let owner = name_in(act, set.get("owner"))?;
            let fields = set.keys().cloned().collect::<Vec<_>>().join(", ");
            let detail = if code == "gave_owner_many" { owner } else { fields };
            Ok(Done::named(code, [input.ids.len().to_string(), kind.name().to_owned(), detail]))
        })
    }
}

fn kind(name: &str) -> ApiResult<Kind> {
    let known = Kind::from_name(name);
    known.ok_or_else(|| ApiError::invalid("kind", "unknown_kind", "There is no such kind of thing."))
}

fn read_fields(kind: Kind, set: &BTreeMap<String, Json>) -> ApiResult<BTreeMap<String, Value>> {
    let mut fields = BTreeMap::new();
    for (name, json) in set {
        if COMMON.iter().any(|field| field.name == name) {
            return Err(ApiError::invalid(name, "unknown_field", "This is not a field of a form."));
        }
        fields.insert(name.clone(), read_field(kind, name, json)?);
    }
    Ok(fields)
}

/// Fields that only an act of its own may set, because it checks more than a form does.
fn is_of_an_act(kind: Kind, name: &str) -> bool {
    match kind {
        Kind::RequestState => matches!(name, "request" | "state" | "into"),
        Kind::Link | Kind::Voice | Kind::Desk => true,
        Kind::VendorAnswer | Kind::CandidateAnswer if name == "question" => true,
        Kind::QuestionWeight => name == "question",
        Kind::Comment => name == "item",
        _ => kind.def().parent == Some(name),
    }
}

fn change(act: &mut Act<'_, '_>, kind: Kind, id: EntityId, set: BTreeMap<String, Value>) -> ApiResult<Done> {
    let thing = act.thing(kind, id)?;
    let set = may_set(act, &thing, set)?;
    let done = changed(act, &thing, &set)?.about(id).keyed(key_of(&thing));
    act.set(Change { entity: id, kind, set });
    Ok(done)
}

/// What a form sets on a thing that is there, where it may: the same for one thing and for each of many.
fn may_set(
    act: &Act<'_, '_>,
    thing: &Thing,
    mut set: BTreeMap<String, Value>,
) -> ApiResult<BTreeMap<String, Value>> {
    let Thing { id, kind, .. } = *thing;
    act.may_change(thing)?;
    for (name, value) in &set {
        if is_of_an_act(kind, name) && thing.field(name) != value {
            return Err(ApiError::invalid(name, "not_here", "This is not changed by a form."));
        }
    }
    if let Some(key) = set.get("key") {
        let Some(key) = key.as_text() else {
            return Err(ApiError::invalid("key", "required", "This cannot be empty."));
        };
        key_is_free(act, kind, key, Some(id))?;
    }
    if let (Kind::Occurrence | Kind::Chase, Some(Value::Instant(at))) = (kind, set.get("at")) {
        let at = no_later_than_now(act, *at);
        set.insert("at".to_owned(), not_ahead(act, Some(at))?);
        happened_after_it_began(act, thing, at)?;
    }
    if let (Kind::Chase, Some(request)) =
        (kind, set.get("request").unwrap_or_else(|| thing.field("request")).as_ref_id())
    {
        let now = |name: &str| set.get(name).unwrap_or(&Value::Null);
        chase_fits(act, request, now("minutes"), now("at"))?;
    }
    if let (Kind::Site, Some(name)) = (kind, set.get("name").and_then(Value::as_text)) {
        site_is_free(act, name, id)?;
    }
    Ok(set)
}

/// Refuses a day before a workaround began: what happened then would be counted in no figure, and nothing would say so.
fn happened_after_it_began(act: &Act<'_, '_>, occurrence: &Thing, at: InstantMs) -> ApiResult<()> {
    let of = occurrence.field("workaround").as_ref_id().map(|of| act.write.get(of)).transpose()?.flatten();
    let Some(Value::Date(began)) = of.as_ref().map(|of| of.field("started")) else { return Ok(()) };
    if act.moment.zone.local_day(at) >= *began {
        return Ok(());
    }
    let message = format!("The workaround began on {began}. Correct that first.");
    Err(ApiError::invalid("at", "before_it_began", message))
}

/// The instant, or now where it is later today: a time of day that is kept while the day is corrected may lie ahead.
fn no_later_than_now(act: &Act<'_, '_>, at: InstantMs) -> InstantMs {
    let today = act.moment.zone.local_day(at) == act.moment.today;
    if today { at.min(act.moment.now_ms) } else { at }
}

fn make(act: &mut Act<'_, '_>, kind: Kind, mut set: BTreeMap<String, Value>) -> ApiResult<Done> {
    if matches!(
        kind,
        Kind::Clinic
            | Kind::RequestState
            | Kind::RequestFact
            | Kind::Link
            | Kind::Voice
            | Kind::Comment
            | Kind::Desk
    ) {
        let message = format!("No form makes this kind: {kind}.");
        return Err(ApiError::invalid("kind", "not_here", message));
    }
    let parent = kind.def().parent.and_then(|parent| set.get(parent)?.as_ref_id());
    let parent = parent.map(|parent| act.write.get(parent)).transpose()?.flatten();
    act.may_make(kind, parent.as_ref())?;
    let id = identity(act, kind, &set)?;
    if let (Kind::Site, Some(name)) = (kind, set.get("name").and_then(Value::as_text)) {
        // One that was renamed has the name without the identity that is made of it.
        site_is_free(act, name, id)?;
    }
    let mut key = set.get("key").and_then(Value::as_text).map(str::to_owned);
    if kind.has_key() {
        // Before a key is made of a name: the person is told of the name, not of a key nobody typed.
        act.guard_texts(&set)?;
        match &key {
            Some(key) => key_is_free(act, kind, key, None)?,
            // An area's key is its name: without one the gate says so.
            None if kind == Kind::Area => {}
            None => {
                let made = new_key(act, kind, &set)?;
                set.insert("key".to_owned(), Value::Text(made.clone()));
                key = Some(made);
            }
        }
    }
    if matches!(kind, Kind::Area | Kind::Site) || is_answered_once(kind) {
        // One that was deleted comes back under its name.
        set.insert("deleted".to_owned(), Value::Bool(false));
    }
    if kind == Kind::Request {
        if let (None, Some(desk)) = (set.get("requester"), act.moment.desk) {
            set.insert("requester".to_owned(), Value::Ref(desk));
        }
        first_state(act, id);
    }
    let hangs = kind.def().parent.is_some_and(|parent| set.get(parent).and_then(Value::as_ref_id).is_some());
    let (code, about) = if hangs {
        ("added", parent.as_ref().map(title_of).unwrap_or_default())
    } else {
        let made = Thing { id, kind, fields: set.clone() };
        ("created", title_of(&made))
    };
    act.set(Change { entity: id, kind, set });
    Ok(Done::named(code, [kind.name().to_owned(), about]).about(id).keyed(key))
}

/// What a change is called.
fn changed(act: &Act<'_, '_>, thing: &Thing, set: &BTreeMap<String, Value>) -> ApiResult<Done> {
    let title = match (thing.kind.def().parent, title_of(thing)) {
        (Some(parent), title) if title.is_empty() => {
            let parent = thing.field(parent).as_ref_id().map(|id| act.write.get(id)).transpose()?.flatten();
            parent.as_ref().map(title_of).unwrap_or_default()
        }
        (_, title) => title,
    };
    let mut fields = set.iter();
    Ok(match (fields.next(), fields.next()) {
        (Some((name, value)), None) if name == "owner" || name == "backup" => {
            let code = if name == "owner" { "gave_owner" } else { "gave_backup" };
            Done::named(code, [title, name_in(act, Some(value))?])
        }
        (Some((name, Value::Date(_))), None) if name == "last_reviewed" => Done::named("reviewed", [title]),
        (Some((name, Value::Date(day))), None) if name == "ended" => {
            let code = if *day > act.moment.today { "ends" } else { "ended" };
            Done::named(code, [title, day.to_string()])
        }
        (Some((name, _)), None) => {
            Done::named("changed", [thing.kind.name().to_owned(), title, name.clone()])
        }
        _ => Done::named("changed", [thing.kind.name().to_owned(), title]),
    })
}

/// The name a person field holds; empty = nobody.
fn name_in(act: &Act<'_, '_>, value: Option<&Value>) -> ApiResult<String> {
    Ok(match value {
        Some(Value::Ref(id)) => act.write.get(*id)?.as_ref().map(title_of).unwrap_or_default(),
        Some(Value::Text(name)) => name.clone(),
        _ => String::new(),
    })
}

fn key_of(thing: &Thing) -> Option<String> {
    thing.field("key").as_text().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_child_hangs_on_is_not_changed_by_a_form() {
        for kind in Kind::ALL {
            if let Some(parent) = kind.def().parent {
                assert!(is_of_an_act(*kind, parent), "{kind}.{parent}");
            }
        }
    }
}
