//! A thing's history in words.

use std::collections::{BTreeMap, BTreeSet};

use keepalive_domain::ids::{EntityId, OpId};
use keepalive_domain::ops::{BodyAct, OpKind};
use keepalive_domain::schema::{Kind, LISTED};
use keepalive_domain::value::{FieldType, Value};
use keepalive_domain::words::RequestState;
use keepalive_store::read::HistoryRow;
use keepalive_store::{REMOVED, Read};
use serde_json::Value as Json;

use crate::types::{FieldChange, HistoryEntry, HistoryInput, HistoryPage, MOST_ROWS_PER_PAGE};
use crate::{ApiError, ApiResult, App};

/// Acts of a page if not said otherwise.
const USUAL_ACTS: u32 = 20;

impl App {
    /// A page of what was done to a thing and to what hangs on it, newest first.
    ///
    /// # Errors
    /// No such thing, a cursor that is none, or the database cannot be read.
    pub fn history(&self, input: HistoryInput) -> ApiResult<HistoryPage> {
        let limit = input.limit.unwrap_or(USUAL_ACTS).clamp(1, MOST_ROWS_PER_PAGE);
        let not_a_cursor = |_| ApiError::invalid("cursor", "not_a_cursor", "This is no page's end.");
        let before: Option<OpId> =
            input.cursor.as_deref().map(str::parse).transpose().map_err(not_a_cursor)?;
        self.current().store.read(|read| {
            let kind = read.kind_of(input.id.0)?.ok_or_else(|| ApiError::not_found("thing"))?;
            let mut rows = read.history(input.id.0, kind, before, limit + 1)?;
            let more = rows.len() > limit as usize;
            rows.truncate(limit as usize);
            let names = read.names_of(&referred(&rows))?;
            let anothers = read.states_into(input.id.0)?;
            let words = InWords { anothers, names, before: states(read, input.id.0, kind)? };
            let next = rows.last().filter(|_| more).map(|row| row.op.to_string());
            let total = read.history_count(input.id.0, kind)?;
            Ok(HistoryPage { entries: rows.into_iter().map(|row| words.entry(row)).collect(), next, total })
        })
    }
}

/// Everything that values in these rows refer to.
fn referred(rows: &[HistoryRow]) -> BTreeSet<EntityId> {
    let writes = rows.iter().flat_map(|row| &row.acts).flat_map(|act| act.set.values());
    let values = writes.flat_map(|write| [&write.value, &write.was]);
    values.filter_map(|json| json.get("ref")?.as_str()?.parse().ok()).collect()
}

/// The state before each state of a request, by the identity of the later one.
fn states(read: &Read<'_>, thing: EntityId, kind: Kind) -> ApiResult<BTreeMap<EntityId, RequestState>> {
    if kind != Kind::Request {
        return Ok(BTreeMap::new());
    }
    let states = read.request_states(thing)?;
    let pairs = states.iter().zip(states.iter().skip(1));
    Ok(pairs.map(|(before, after)| (after.id, before.state)).collect())
}

/// What the words of a page need to know.
struct InWords {
    /// States of other requests that went into this one.
    anothers: BTreeSet<EntityId>,
    /// Names of what is referred to.
    names: BTreeMap<EntityId, String>,
    /// The state before a request's state.
    before: BTreeMap<EntityId, RequestState>,
}

impl InWords {
    fn entry(&self, row: HistoryRow) -> HistoryEntry {
        let is_redaction = row.kind == OpKind::Redaction.word();
        let mut changes: Vec<_> =
            row.acts.iter().flat_map(|act| self.changes(act, row.made.contains(&act.e))).collect();
        if is_redaction {
            // It sets again all that stood in what it emptied. What it did is in the values that lost something.
            changes.retain(|change| change.value.as_ref().is_some_and(|value| value.contains(REMOVED)));
        }
        HistoryEntry {
            op: row.op.to_string(),
            at: row.at_ms,
            by: row.by.map(|who| who.name).unwrap_or_default(),
            act: row.kind,
            label: row.label.map(Into::into),
            why: row.why,
            changes,
        }
    }

    fn changes(&self, act: &BodyAct, made: bool) -> Vec<FieldChange> {
        let kind = Kind::from_name(&act.t);
        let hangs_on = kind.and_then(|kind| kind.def().parent);
        // Of a request that was merged into this one only which it was is told: the rest is that one's history.
        let is_anothers = self.anothers.contains(&act.e);
        let told = |name: &&String| *name != LISTED.name && (Some(name.as_str()) == hangs_on) == is_anothers;
        let place = |name: &str| kind.and_then(|kind| kind.def().fields.iter().position(|f| f.name == name));
        let mut names: Vec<_> = act.set.keys().filter(told).collect();
        names.sort_by_key(|name| place(name).unwrap_or(usize::MAX));
        let change = |name: &String| {
            let write = act.set.get(name)?;
            let ty = kind.and_then(|kind| kind.field(name)).map(|field| field.ty);
            let before = self.before.get(&act.e).filter(|_| made && name == "state");
            Some(FieldChange {
                id: act.e.into(),
                kind: act.t.clone(),
                field: name.clone(),
                was: before.map_or_else(
                    || words(&write.was, ty, &self.names),
                    |state| Some(state.word().to_owned()),
                ),
                value: words(&write.value, ty, &self.names),
                made,
                shown_as: ty.map_or("text", shown_as).to_owned(),
            })
        };
        names.into_iter().filter_map(change).collect()
    }
}

/// A value of the log as text.
fn words(json: &Json, ty: Option<FieldType>, names: &BTreeMap<EntityId, String>) -> Option<String> {
    let Some(ty) = ty else { return (!json.is_null()).then(|| json.to_string()) };
    in_words(Value::from_json(json, ty), names)
}

/// A value as text: a reference by its name, everything else as it stands.
pub(crate) fn in_words(value: Value, names: &BTreeMap<EntityId, String>) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Int(n) | Value::Instant(n) => Some(n.to_string()),
        Value::Real(x) => Some(x.to_string()),
        Value::Text(text) => Some(text),
        Value::Date(day) => Some(day.to_string()),
        Value::Ref(id) => Some(names.get(&id).cloned().unwrap_or_default()),
        Value::Unknown(json) => Some(json.to_string()),
    }
}

pub(crate) const fn shown_as(ty: FieldType) -> &'static str {
    match ty {
        FieldType::Text | FieldType::LongText => "text",
        FieldType::Word(_) => "word",
        FieldType::Int | FieldType::Real => "number",
        FieldType::Bool => "yes_no",
        FieldType::Date => "date",
        FieldType::Instant => "instant",
        FieldType::Ref(_) | FieldType::RefOrText(_) | FieldType::Item => "name",
    }
}
