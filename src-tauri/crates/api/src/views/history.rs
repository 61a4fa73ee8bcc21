//! A thing's history in words.

use std::collections::{BTreeMap, BTreeSet};

use keepalive_domain::ids::{EntityId, OpId};
use keepalive_domain::ops::BodyAct;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::{FieldType, Value};
use keepalive_store::read::HistoryRow;
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
            let next = rows.last().filter(|_| more).map(|row| row.op.to_string());
            let total = read.history_count(input.id.0, kind)?;
            Ok(HistoryPage { entries: rows.into_iter().map(|row| entry(row, &names)).collect(), next, total })
        })
    }
}

/// Everything that values in these rows refer to.
fn referred(rows: &[HistoryRow]) -> BTreeSet<EntityId> {
    let writes = rows.iter().flat_map(|row| &row.acts).flat_map(|act| act.set.values());
    let values = writes.flat_map(|write| [&write.value, &write.was]);
    values.filter_map(|json| json.get("ref")?.as_str()?.parse().ok()).collect()
}

fn entry(row: HistoryRow, names: &BTreeMap<EntityId, String>) -> HistoryEntry {
    HistoryEntry {
        op: row.op.to_string(),
        at: row.at_ms,
        by: row.by.map(|who| who.name).unwrap_or_default(),
        act: row.kind,
        label: row.label.map(Into::into),
        why: row.why,
        changes: row.acts.iter().flat_map(|act| changes(act, names)).collect(),
    }
}

fn changes(act: &BodyAct, names: &BTreeMap<EntityId, String>) -> Vec<FieldChange> {
    let kind = Kind::from_name(&act.t);
    let change = |(name, write): (&String, &keepalive_domain::ops::FieldWrite)| {
        let ty = kind.and_then(|kind| kind.field(name)).map(|field| field.ty);
        FieldChange {
            id: act.e.into(),
            kind: act.t.clone(),
            field: name.clone(),
            was: words(&write.was, ty, names),
            value: words(&write.value, ty, names),
            shown_as: ty.map_or("text", shown_as).to_owned(),
        }
    };
    act.set.iter().map(change).collect()
}

/// A value of the log as text.
fn words(json: &Json, ty: Option<FieldType>, names: &BTreeMap<EntityId, String>) -> Option<String> {
    let Some(ty) = ty else { return (!json.is_null()).then(|| json.to_string()) };
    in_words(Value::from_json(json, ty), names)
}

/// A value as text: a reference by its name, everything else as it stands.
pub(super) fn in_words(value: Value, names: &BTreeMap<EntityId, String>) -> Option<String> {
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

pub(super) const fn shown_as(ty: FieldType) -> &'static str {
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
