//! Into the trash and out of it.

use std::collections::{BTreeMap, BTreeSet};

use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;
use keepalive_store::read::{TrashEnd, TrashRow};
use keepalive_store::{Read, Thing};

use super::names::{key_is_free, site_is_free, site_taken};
use super::{Act, Done, title_of};
use crate::figures::number;
use crate::types::{Id, MOST_ROWS_PER_PAGE, Page, Saved, TrashInput, TrashItem, TrashListInput};
use crate::{ApiError, ApiResult, App};

/// The most things one bulk act takes: every request of a large clinic.
pub(super) const MOST_THINGS_PER_ACT: usize = 100_000;

/// A change that writes a thing whose identity is made of its name: what was named so before and taken back lies in the
/// trash, and comes out of it.
///
/// # Errors
/// The database cannot be read.
pub(crate) fn out_of_the_trash(read: &Read<'_>, change: Change) -> ApiResult<Change> {
    let known = read.entity_no(change.entity)?.is_some();
    Ok(if known { change.with("deleted", false) } else { change })
}

impl App {
    /// Puts things into the trash. What hangs on them goes along and comes back with them.
    ///
    /// # Errors
    /// None named, the clinic itself, or one that is not here: then nothing is deleted.
    pub fn delete(&self, input: TrashInput) -> ApiResult<Saved> {
        self.act(Deed::Own, None, move |act| set_deleted(act, &input.ids, true))
    }

    /// Takes things out of the trash.
    ///
    /// # Errors
    /// As [`App::delete`], or another thing has been given the key of one since, or another site its name.
    pub fn restore(&self, input: TrashInput) -> ApiResult<Saved> {
        self.act(Deed::Own, None, move |act| set_deleted(act, &input.ids, false))
    }

    /// A page of what is in the trash, newest first.
    ///
    /// # Errors
    /// A cursor that is none, or the database cannot be read.
    pub fn trash(&self, input: TrashListInput) -> ApiResult<Page<TrashItem>> {
        let limit = input.limit.unwrap_or(MOST_ROWS_PER_PAGE).clamp(1, MOST_ROWS_PER_PAGE);
        let not_a_cursor = |_| ApiError::invalid("cursor", "not_a_cursor", "This is no page's end.");
        let after: Option<TrashEnd> =
            input.cursor.as_deref().map(str::parse).transpose().map_err(not_a_cursor)?;
        let text = input.text.as_deref().unwrap_or_default();
        let page = self.current().store.read(|read| read.trash(text, after, limit as usize))?;
        let item = |row: TrashRow| TrashItem {
            id: row.id.into(),
            kind: row.kind.name().to_owned(),
            key: row.key,
            title: row.title,
            deleted_at: row.deleted_at_ms,
        };
        Ok(Page {
            rows: page.rows.into_iter().map(item).collect(),
            next: page.next.map(|end| end.to_string()),
            total: after.is_none().then_some(number(page.total)),
            groups: Vec::new(),
        })
    }
}

fn set_deleted(act: &mut Act<'_, '_>, ids: &[Id], deleted: bool) -> ApiResult<Done> {
    let some = !ids.is_empty() && ids.len() <= MOST_THINGS_PER_ACT;
    if !some {
        let message = format!("Between 1 and {MOST_THINGS_PER_ACT} things.");
        return Err(ApiError::invalid("ids", "out_of_range", message));
    }
    let mut what = vec![ids.len().to_string()];
    let mut sites = BTreeMap::new();
    let mut hidden = BTreeSet::new();
    for id in ids {
        let thing = act.write.get(id.0)?.filter(|thing| !matches!(thing.kind, Kind::Clinic | Kind::Desk));
        let thing = thing.ok_or_else(|| ApiError::not_found("thing").about("ids"))?;
        act.may_change(&thing)?;
        if ids.len() == 1 {
            what = named(act, &thing)?;
        }
        if !deleted {
            is_free_again(act, &thing, &mut sites).map_err(|error| error.about("ids"))?;
        }
        if deleted && thing.kind == Kind::Request {
            hidden.extend(act.write.read().all_merged_into(thing.id)?.into_iter().map(|merged| merged.id));
        }
        act.set(Change::of(thing.kind, thing.id).with("deleted", deleted));
    }
    // What stands merged into a request is found through it alone: with it, it goes from every list.
    for id in ids {
        hidden.remove(&id.0);
    }
    let goes_with = if hidden.is_empty() { None } else { Some(hidden.len().to_string()) };
    let code = match (deleted, ids.len(), what.len()) {
        (true, 1, 1) if goes_with.is_some() => "deleted_with_merged",
        (true, 2.., _) if goes_with.is_some() => "deleted_many_with_merged",
        (true, 1, 1) => "deleted",
        (true, 1, _) => "removed",
        (true, ..) => "deleted_many",
        (false, 1, 1) => "restored",
        (false, 1, _) => "put_back",
        (false, ..) => "restored_many",
    };
    Ok(Done::named(code, what.into_iter().chain(goes_with)))
}

/// Refuses to take a thing out of the trash where another has its key by now, or the name of a site. `sites` are those the act
/// takes out: two of one name may lie in the trash.
fn is_free_again(
    act: &Act<'_, '_>,
    thing: &Thing,
    sites: &mut BTreeMap<EntityId, EntityId>,
) -> ApiResult<()> {
    if let Some(key) = thing.field("key").as_text() {
        key_is_free(act, thing.kind, key, Some(thing.id))?;
    }
    if let (Kind::Site, Some(name)) = (thing.kind, thing.field("name").as_text()) {
        site_is_free(act, name, thing.id)?;
        let before = sites.insert(EntityId::named(thing.kind.name(), &[name]), thing.id);
        if before.is_some_and(|other| other != thing.id) {
            return Err(site_taken(name));
        }
    }
    Ok(())
}

/// What a thing is called in the name of the act: its title; for one that has none what it is, and of what.
fn named(act: &Act<'_, '_>, thing: &Thing) -> ApiResult<Vec<String>> {
    let title = title_of(thing);
    let of = thing.kind.def().parent.and_then(|parent| thing.field(parent).as_ref_id());
    let of = of.filter(|_| title.is_empty()).map(|of| act.write.get(of)).transpose()?.flatten();
    Ok(of.map_or_else(|| vec![title], |of| vec![thing.kind.name().to_owned(), title_of(&of)]))
}
