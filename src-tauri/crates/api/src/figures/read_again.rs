//! The facts of single things read again in their places, so that a usual write costs no reading of everything.

use std::collections::BTreeSet;
use std::sync::Arc;

use keepalive_domain::ids::EntityId;
use keepalive_store::{ClinicFacts, Store};

use crate::ApiResult;

/// What of the facts has to be read again.
#[derive(Default)]
pub(super) struct Things {
    /// These requests and workarounds, with what hangs on them.
    pub(super) items: BTreeSet<EntityId>,
    /// All links and voices: few rows, and their order is that of their whole list.
    pub(super) ties: bool,
}

/// The facts with these things read again; `None` where one went, or came in between: positions then move.
pub(super) fn with_things(
    mut facts: Arc<ClinicFacts>,
    changed: &Things,
    store: &Store,
) -> ApiResult<Option<Arc<ClinicFacts>>> {
    if changed.items.is_empty() && !changed.ties {
        return Ok(Some(facts));
    }
    // One picture of the record for all of it.
    let there = Arc::make_mut(&mut facts);
    let placed = store.read(|read| -> ApiResult<bool> {
        let mut ties = changed.ties;
        for id in &changed.items {
            let workaround = read.workaround_facts(*id, &there.systems)?;
            let request = match workaround {
                Some(_) => None,
                None => read.facts_of_request(*id, &there.systems, &there.requests)?,
            };
            let was_request = request.is_some();
            let placed = [
                place(&mut there.facts.workarounds, &mut there.workarounds, *id, workaround),
                place(&mut there.facts.requests, &mut there.requests, *id, request),
            ];
            match placed {
                [Placed::Moved, _] | [_, Placed::Moved] => return Ok(false),
                // What was merged into it before it counted points to it now.
                [_, Placed::Last] if was_request && read.is_merged_into(*id)? => return Ok(false),
                [Placed::Last, _] | [_, Placed::Last] => ties = true,
                _ => {}
            }
        }
        if ties {
            (there.facts.links, there.facts.voices) = read.tie_facts(&there.requests, &there.workarounds)?;
        }
        Ok(true)
    })?;
    Ok(placed.then_some(facts))
}

/// Where a thing's facts went in their list.
enum Placed {
    /// Where those of before stood; or there are none, now as before.
    There,
    /// At the end: typed after all others, it moves no position.
    Last,
    /// One went, or came in between: the positions of others move.
    Moved,
}

fn place<T>(list: &mut Vec<T>, ids: &mut Vec<EntityId>, id: EntityId, row: Option<T>) -> Placed {
    match (ids.iter().position(|known| *known == id), row) {
        (Some(at), Some(row)) => {
            list[at] = row;
            Placed::There
        }
        (None, Some(row)) if ids.last().is_some_and(|last| *last < id) => {
            list.push(row);
            ids.push(id);
            Placed::Last
        }
        (None, None) => Placed::There,
        _ => Placed::Moved,
    }
}
