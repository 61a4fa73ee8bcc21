//! What a new thing is called among all desks: made of its name where two of them may invent the same, else a new one.

use std::collections::BTreeMap;

use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use super::Act;
use super::names::is_same_name;
use crate::{ApiError, ApiResult};

/// A new thing's identity: from its name where two desks may invent the same.
pub(super) fn identity(act: &Act<'_, '_>, kind: Kind, set: &BTreeMap<String, Value>) -> ApiResult<EntityId> {
    if is_answered_once(kind) {
        return Ok(answer_identity(kind, set).unwrap_or_else(|| act.write.new_id()));
    }
    let name = match kind {
        Kind::Area => set.get("key"),
        Kind::Site => set.get("name"),
        _ => return Ok(act.write.new_id()),
    };
    let Some(name) = name.and_then(Value::as_text) else { return Ok(act.write.new_id()) };
    let id = EntityId::named(kind.name(), &[name]);
    let there = act.write.get(id)?;
    // Renamed since, it is another thing than its first name says.
    let renamed = there.as_ref().is_some_and(|thing| {
        let is = thing.field(if kind == Kind::Area { "key" } else { "name" });
        is.as_text().is_some_and(|is| !is_same_name(kind, is, name))
    });
    if there.is_some_and(|thing| !thing.is_deleted()) && !renamed {
        let field = if kind == Kind::Area { "key" } else { "name" };
        return Err(ApiError::invalid(field, "taken", format!("\"{name}\" is there already.")));
    }
    Ok(if renamed { act.write.new_id() } else { id })
}

/// Kinds of which there is one per question (and system or candidate): making it again sets its fields.
pub(super) const fn is_answered_once(kind: Kind) -> bool {
    matches!(kind, Kind::VendorAnswer | Kind::CandidateAnswer | Kind::QuestionWeight)
}

/// What it answers is what it is, so that two desks that answer the same question write one thing.
fn answer_identity(kind: Kind, set: &BTreeMap<String, Value>) -> Option<EntityId> {
    let question = set.get("question")?.as_text()?;
    match kind.def().parent {
        Some(parent) => {
            let of = set.get(parent)?.as_ref_id()?.to_string();
            Some(EntityId::named(kind.name(), &[&of, question]))
        }
        None => Some(EntityId::named(kind.name(), &[question])),
    }
}
