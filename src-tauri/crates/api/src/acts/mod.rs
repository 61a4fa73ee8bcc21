//! Writes: every act of a person goes through [`Act`], the one gate.

mod again;
mod archive;
mod capture;
mod correct_day;
mod exchange;
mod first_run;
mod hand_over;
mod identity;
mod items;
mod merge_requests;
mod move_request;
mod move_requests;
mod names;
pub(crate) mod pulse;
mod redact;
mod save;
mod thresholds;
mod trash;
mod two_values;
mod undo;

pub(crate) use trash::out_of_the_trash;
pub(crate) use undo::{next_act, next_again};

use std::collections::{BTreeMap, BTreeSet};

use keepalive_domain::check::{self, Fields, Problem};
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::{Change, Label};
use keepalive_domain::roles::{Deed, ThingIs, deed_of_form};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::{FieldType, Value};
use keepalive_domain::words::DeskRole;
use keepalive_store::{ActDraft, Committed, OnScreen, Thing, Write};

use crate::app::Moment;
use crate::guard::guard;
use crate::roles::refuse;
use crate::types::Saved;
use crate::{ApiError, ApiResult, App};

/// One act in the making, inside one transaction: what it reads is what it writes on.
pub(crate) struct Act<'a, 'w> {
    pub(crate) write: &'a mut Write<'w>,
    pub(crate) moment: Moment,
    /// What this desk is there for.
    role: DeskRole,
    phi_ok: bool,
    changes: Vec<Change>,
    seen: Vec<OnScreen>,
    why: Option<String>,
}

/// What an act came to: its name, and the thing it was about.
pub(crate) struct Done {
    label: Label,
    id: Option<EntityId>,
    key: Option<String>,
}

impl Done {
    /// An act with this name about nothing in particular.
    pub(crate) fn named<S: Into<String>>(code: &str, args: impl IntoIterator<Item = S>) -> Self {
        Self { label: Label::new(code, args), id: None, key: None }
    }

    /// About this thing.
    pub(crate) fn about(mut self, id: EntityId) -> Self {
        self.id = Some(id);
        self
    }

    /// Which has this key.
    pub(crate) fn keyed(mut self, key: Option<String>) -> Self {
        self.key = key;
        self
    }
}

impl App {
    /// Runs one act: this desk is asked whether it may, all of it is checked, then all of it is on disk, or nothing.
    pub(crate) fn act<F>(&self, deed: Deed, phi_ok: Option<bool>, build: F) -> ApiResult<Saved>
    where
        F: FnOnce(&mut Act<'_, '_>) -> ApiResult<Done> + Send + 'static,
    {
        let open = self.current();
        let (role, moment) =
            open.store.read(|read| Ok::<_, ApiError>((self.role_here(read)?, self.moment(read)?)))?;
        refuse(role, deed)?;
        let committed = open.store.write(move |write| {
            let (changes, seen) = (Vec::new(), Vec::new());
            let phi_ok = phi_ok == Some(true);
            let mut act = Act { write, moment, role, phi_ok, changes, seen, why: None };
            let done = build(&mut act)?;
            act.finish(done)
        })?;
        open.figures.note(&committed);
        Ok(saved(committed))
    }
}

/// A committed act's reply with the kinds that changed.
pub(crate) fn saved(committed: Committed<Saved>) -> Saved {
    let changed = committed.changed.iter().map(|kind| kind.name().to_owned()).collect();
    Saved { changed, ..committed.value }
}

impl Act<'_, '_> {
    /// Sets fields of a thing as part of the act.
    pub(crate) fn set(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// What the person had on the screen of the fields that the act sets, where a form kept it.
    pub(crate) fn having_seen(&mut self, seen: impl IntoIterator<Item = OnScreen>) {
        self.seen.extend(seen);
    }

    /// Why, in the person's words.
    pub(crate) fn because(&mut self, why: Option<String>) {
        self.why = why.filter(|text| !text.trim().is_empty());
    }

    /// A thing of this kind that is here and not deleted.
    pub(crate) fn thing(&self, kind: Kind, id: EntityId) -> ApiResult<Thing> {
        let thing = self.write.get(id)?.filter(|thing| thing.kind == kind && !thing.is_deleted());
        thing.ok_or_else(|| ApiError::not_found(kind.name()))
    }

    /// A request or a workaround that is here and not deleted.
    pub(crate) fn item(&self, id: EntityId) -> ApiResult<Thing> {
        let thing = self.write.get(id)?.filter(|thing| is_item(thing.kind) && !thing.is_deleted());
        thing.ok_or_else(|| ApiError::not_found("item"))
    }

    /// Refuses to make a thing of this kind by a form at a desk that is not there for it. What hangs on another thing is as
    /// much this desk's as that one is.
    fn may_make(&self, kind: Kind, on: Option<&Thing>) -> ApiResult<()> {
        let is = match on {
            Some(parent) if kind == Kind::Estimate => self.whose(parent)?,
            _ => ThingIs::New,
        };
        refuse(self.role, deed_of_form(kind, is))
    }

    /// Refuses to change a thing by a form, or to throw it away, at a desk that is not there for it.
    fn may_change(&self, thing: &Thing) -> ApiResult<()> {
        refuse(self.role, deed_of_form(thing.kind, self.whose(thing)?))
    }

    /// Whose a thing is. A manager's desk may change any: there it is not asked.
    fn whose(&self, thing: &Thing) -> ApiResult<ThingIs> {
        let own =
            self.role != DeskRole::Manager && self.write.read().only_written_here(thing.id, thing.kind)?;
        Ok(if own { ThingIs::Own } else { ThingIs::Others })
    }

    /// Who is at this desk.
    pub(crate) fn desk(&self) -> ApiResult<EntityId> {
        self.moment.desk.ok_or_else(|| {
            ApiError::new(crate::ErrorCode::NobodyAtDesk, "Say who is at this desk first, in Settings.")
        })
    }

    /// Checks everything, then records it.
    fn finish(mut self, done: Done) -> ApiResult<Saved> {
        let changes = merged(std::mem::take(&mut self.changes));
        if let Some(why) = &self.why {
            check::check_text("why", why, FieldType::LongText)?;
            guard("why", why, self.phi_ok)?;
        }
        let made: BTreeMap<EntityId, Kind> =
            changes.iter().map(|change| (change.entity, change.kind)).collect();
        let mut before: Option<&Change> = None;
        for change in &changes {
            // A bulk edit sets the same values ten thousand times over; they are looked at once.
            let same = before.is_some_and(|before| before.kind == change.kind && before.set == change.set);
            if !same {
                self.check_values(change, &made)?;
            }
            self.check_whole(change)?;
            before = Some(change);
        }
        let act = self.write.record(ActDraft {
            label: done.label.clone(),
            why: self.why,
            user: self.moment.desk,
            changes,
            seen: self.seen,
        })?;
        Ok(Saved {
            id: done.id.map(Into::into),
            key: done.key,
            label: done.label.into(),
            act: act.map(|act| act.to_string()),
            ..Saved::default()
        })
    }

    /// Looks at every text among these fields.
    fn guard_texts(&self, set: &BTreeMap<String, Value>) -> ApiResult<()> {
        let mut texts = set.iter().filter_map(|(name, value)| Some((name, value.as_text()?)));
        texts.try_for_each(|(name, text)| guard(name, text, self.phi_ok))
    }

    fn check_values(&self, change: &Change, made: &BTreeMap<EntityId, Kind>) -> ApiResult<()> {
        change.set.iter().try_for_each(|(name, value)| self.check_value(change.kind, name, value, made))
    }

    /// One thing, as it would stand after the act. What was wrong with it before (an import may bring
    /// half-filled things) does not stand in the way of changing something else.
    fn check_whole(&self, change: &Change) -> ApiResult<()> {
        let before = self.write.get(change.entity)?;
        if before.as_ref().is_some_and(|thing| thing.kind != change.kind) {
            return Err(ApiError::not_found(change.kind.name()));
        }
        let old: Fields = before.map(|thing| thing.fields).unwrap_or_default();
        let mut new = old.clone();
        new.extend(change.set.clone());
        if new.get("deleted").is_some_and(Value::is_yes) {
            return Ok(());
        }
        let known = check::check(change.kind, &old, self.moment.today);
        let is_new = old.is_empty();
        let fresh = check::check(change.kind, &new, self.moment.today);
        // A field that is typed anew answers for itself, also where it was wrong in the same way before.
        let stood = |problem: &Problem| {
            !is_new && known.contains(problem) && old.get(&problem.field) == new.get(&problem.field)
        };
        match fresh.into_iter().find(|problem| !stood(problem)) {
            Some(problem) => Err(problem.into()),
            None => Ok(()),
        }
    }

    fn check_value(
        &self,
        kind: Kind,
        name: &str,
        value: &Value,
        made: &BTreeMap<EntityId, Kind>,
    ) -> ApiResult<()> {
        let Some(field) = kind.field(name) else {
            return Err(ApiError::invalid(
                name,
                "unknown_field",
                format!("There is no field “{name}” in {kind}."),
            ));
        };
        match (value, field.ty) {
            (Value::Text(text), FieldType::Text | FieldType::LongText | FieldType::RefOrText(_)) => {
                check::check_text(name, text, field.ty)?;
                guard(name, text, self.phi_ok)
            }
            (Value::Ref(id), FieldType::Ref(wanted) | FieldType::RefOrText(wanted)) => {
                self.check_reference(name, *id, made, |kind| kind == wanted)
            }
            (Value::Ref(id), FieldType::Item) => self.check_reference(name, *id, made, is_item),
            _ => Ok(()),
        }
    }

    fn check_reference(
        &self,
        name: &str,
        id: EntityId,
        made: &BTreeMap<EntityId, Kind>,
        wanted: impl Fn(Kind) -> bool,
    ) -> ApiResult<()> {
        let kind = match made.get(&id) {
            Some(kind) => Some(*kind),
            None => self.write.get(id)?.filter(|thing| !thing.is_deleted()).map(|thing| thing.kind),
        };
        if kind.is_some_and(wanted) {
            return Ok(());
        }
        Err(ApiError::invalid(name, "not_found", "What this names is not here. It may have been deleted."))
    }
}

const fn is_item(kind: Kind) -> bool {
    matches!(kind, Kind::Request | Kind::Workaround)
}

/// One change per thing, in the order they were named first.
fn merged(changes: Vec<Change>) -> Vec<Change> {
    let mut seen = BTreeSet::new();
    let order: Vec<_> = changes.iter().map(|c| c.entity).filter(|id| seen.insert(*id)).collect();
    let mut by_thing: BTreeMap<EntityId, Change> = BTreeMap::new();
    for change in changes {
        by_thing
            .entry(change.entity)
            .and_modify(|first| first.set.extend(change.set.clone()))
            .or_insert(change);
    }
    order.into_iter().filter_map(|id| by_thing.remove(&id)).collect()
}

/// What a thing is called on the screen.
pub(crate) fn title_of(thing: &Thing) -> String {
    ["title", "name", "text", "item", "key"]
        .iter()
        .find_map(|name| thing.field(name).as_text())
        .unwrap_or_default()
        .to_owned()
}
