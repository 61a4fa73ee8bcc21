//! Requests that come together with their states: what follows from these is written with the row, not after it.

use std::collections::HashMap;

use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_domain::words::RequestState;

use super::session::Session;
use super::{Row, ThingWrite, parent_fields};
use crate::derive::Standing;
use crate::tables::Layout;

/// A state as it stands in the order that counts: by instant, then as listed, then by identity.
type Placed = ((i64, bool, i64, EntityId), RequestState);

/// The requests that an op makes and that nothing named before, with where they stand after the states that the same op
/// gives them. One to which the op adds anything else that counts is not among them: it is derived like any other.
///
/// Rows of an import were written twice before, and the second time they were longer: most leaves of the table split.
pub(crate) fn with_states<'r>(
    session: &Session<'_>,
    rows: impl Iterator<Item = (&'r ThingWrite, &'r Row)> + Clone,
) -> HashMap<EntityId, Standing> {
    let mut states: HashMap<EntityId, Vec<Placed>> = rows
        .clone()
        .filter(|(write, row)| write.kind == Kind::Request && !row.exists())
        .filter(|(write, _)| session.remembered(write.entity) == Some(None))
        .map(|(write, _)| (write.entity, Vec::new()))
        .collect();
    if states.is_empty() {
        return HashMap::new();
    }
    for (write, row) in rows {
        let value = |field: &str| {
            let at = Layout::of(write.kind).position(field)?;
            write.sets.iter().find(|(set, _)| *set == at).map(|(_, value)| value)
        };
        for parent in parent_fields(write.kind).iter().filter_map(|field| value(field)?.as_ref_id()) {
            if write.kind != Kind::RequestState || row.exists() {
                states.remove(&parent);
            } else if let Some(states) = states.get_mut(&parent)
                && !value("deleted").is_some_and(Value::is_yes)
                && let (Some(Value::Instant(at)), Some(Value::Text(word))) = (value("at"), value("state"))
                && let Some(state) = RequestState::from_word(word)
            {
                let listed = match value("listed") {
                    Some(Value::Int(listed)) => Some(*listed),
                    _ => None,
                };
                let place = (*at, listed.is_none(), listed.unwrap_or_default(), write.entity);
                states.push((place, state));
            }
        }
    }
    let standing = |mut states: Vec<Placed>| {
        states.sort_unstable_by_key(|(place, _)| *place);
        Standing::after(states.into_iter().map(|((at, ..), state)| (at, state)))
    };
    states.into_iter().map(|(request, states)| (request, standing(states))).collect()
}
