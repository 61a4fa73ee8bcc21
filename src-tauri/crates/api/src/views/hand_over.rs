//! What a person carries, looked at before it is handed over.

use std::collections::BTreeMap;

use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_store::read::Carried;

use crate::types::{HandOverLook, HandOverPart, MOST_NAMED_A_PART, NeedItem, OfId, Who};
use crate::{ApiError, ApiResult, App};

impl App {
    /// What a person carries, by area.
    ///
    /// # Errors
    /// The person is not here, or the database cannot be read.
    pub fn hand_over_look(&self, input: OfId) -> ApiResult<HandOverLook> {
        let open = self.current();
        open.store.read(|read| {
            let today = self.moment(read)?.today;
            let person = read.person(input.id.0)?.ok_or_else(|| ApiError::not_found("person"))?;
            let names: BTreeMap<_, _> = read.areas()?.into_iter().map(|area| (area.id, area.name)).collect();
            Ok(HandOverLook {
                parts: parts(&names, read.carried_by(person.id, today)?),
                who: Who { id: Some(person.id.into()), name: person.name },
                active_to: person.active_to,
            })
        })
    }
}

fn parts(names: &BTreeMap<EntityId, String>, carried: Vec<Carried>) -> Vec<HandOverPart> {
    let mut by_area: BTreeMap<Option<EntityId>, HandOverPart> = BTreeMap::new();
    for held in carried {
        // An area in the trash keeps its things, which then stand in no area that can be chosen.
        let name = held.area.and_then(|area| names.get(&area));
        let part = by_area.entry(held.area).or_insert_with(|| HandOverPart {
            area: held.area.map(Into::into),
            name: name.cloned().unwrap_or_default(),
            accountable: false,
            backup: false,
            requests: 0,
            workarounds: 0,
            lists: 0,
            items: Vec::new(),
        });
        match (held.kind, held.field) {
            (Kind::Area, "owner") => part.accountable = true,
            (Kind::Area, _) => part.backup = true,
            (Kind::Request, _) => part.requests += 1,
            (Kind::Workaround, _) => part.workarounds += 1,
            _ => part.lists += 1,
        }
        if held.kind != Kind::Area && part.items.len() < MOST_NAMED_A_PART {
            let kind = held.kind.name().to_owned();
            part.items.push(NeedItem { id: held.id.into(), kind, title: held.title, days: None, on: None });
        }
    }
    let mut parts: Vec<_> = by_area.into_values().collect();
    parts.sort_by_key(|part| (part.area.is_none(), !part.accountable, part.name.to_lowercase()));
    parts
}
