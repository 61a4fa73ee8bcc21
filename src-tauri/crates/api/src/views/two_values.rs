//! What two people changed at once, in words.

use std::collections::BTreeMap;

use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::FieldType;
use keepalive_store::Read;

use super::history::{in_words, shown_as};
use crate::types::{OneValue, TwoValues, TwoValuesInput};
use crate::{ApiError, ApiResult, App};

impl App {
    /// Every field that two people changed on two desks without seeing each other's change, and that nobody has
    /// settled: of one thing and what hangs on it, or all.
    ///
    /// # Errors
    /// No such thing, or the database cannot be read.
    pub fn two_values(&self, input: TwoValuesInput) -> ApiResult<Vec<TwoValues>> {
        self.current().store.read(|read| {
            let found = match input.id {
                None => read.two_values()?,
                Some(id) => {
                    let kind = read.kind_of(id.0)?.ok_or_else(|| ApiError::not_found("thing"))?;
                    read.two_values_around(id.0, kind)?
                }
            };
            // What a desk is there for stands in the list of desks, and whoever sets it again settles it.
            let found = found.into_iter().filter(|two| two.kind != Kind::Desk);
            found.map(|two| in_reply(read, two)).collect()
        })
    }
}

fn in_reply(read: &Read<'_>, two: keepalive_store::TwoValues) -> ApiResult<TwoValues> {
    let about = named_after(read, &two)?;
    let referred = two.values.iter().flat_map(|one| [one.by, one.value.as_ref_id()]).flatten();
    let names = read.names_of(&referred.chain([about]).collect())?;
    let ty = two.kind.field(&two.field).map_or(FieldType::Text, |field| field.ty);
    Ok(TwoValues {
        id: two.thing.into(),
        kind: two.kind.name().to_owned(),
        shown_as: shown_as(ty).to_owned(),
        title: names.get(&about).cloned().unwrap_or_default(),
        values: two.values.into_iter().map(|one| value(one, &names)).collect(),
        field: two.field,
    })
}

fn value(one: keepalive_store::ValueOf, names: &BTreeMap<EntityId, String>) -> OneValue {
    let by = one.by.and_then(|id| names.get(&id)).cloned();
    OneValue {
        op: one.op.to_string(),
        value: in_words(one.value, names),
        by: by.unwrap_or_default(),
        desk: one.desk.mark(),
        at: one.at_ms,
    }
}

/// The thing it hangs on, if it hangs on one: an estimate has no name of its own.
fn named_after(read: &Read<'_>, two: &keepalive_store::TwoValues) -> ApiResult<EntityId> {
    let Some(parent) = two.kind.def().parent else { return Ok(two.thing) };
    let parent = read.thing(two.thing)?.and_then(|thing| thing.field(parent).as_ref_id());
    Ok(parent.unwrap_or(two.thing))
}
