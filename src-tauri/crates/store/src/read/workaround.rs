//! Workarounds: what a list shows of one, and one with everything on it. Hours come from facts.

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::words::{Break, Effect, Form, Rationale};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, ToSql};

use super::clinic::AreaName;
use super::columns::{WhoRow, count, day, id, key_sql, maybe_id, text, who, who_sql, word, yes};
use super::request_list::{OwnerIs, Stand};
use super::search::fts_query;
use crate::error::Result;
use crate::reader::Read;

/// What a workaround does, to what and to whom, in the order a table of it reads.
pub const EFFECT_FIELDS: [&str; 9] = [
    "safety_patient",
    "safety_staff",
    "safety_organisation",
    "effectiveness_patient",
    "effectiveness_staff",
    "effectiveness_organisation",
    "efficiency_patient",
    "efficiency_staff",
    "efficiency_organisation",
];

/// Which workarounds. Stage of life and hours are not known here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct WorkaroundFilter {
    /// In use, retired, both, or deleted.
    pub stand: Stand,
    /// Only this break.
    pub break_: Option<Break>,
    /// Only this area.
    pub area: Option<EntityId>,
    /// Only this owner's.
    pub owner: Option<OwnerIs>,
    /// Only the safety lane.
    pub safety: bool,
    /// Only those whose decision is to be looked at again.
    pub review_due: bool,
    /// Only those worked around for this reason.
    pub rationale: Option<Rationale>,
    /// Only where words begin so; empty = any.
    pub text: String,
}

/// What lists order workarounds by, beside their hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkaroundKey {
    /// Which thing.
    pub id: EntityId,
    /// The clinic's own short id.
    pub key: String,
    /// Its title.
    pub title: String,
    /// First day of use.
    pub started: Option<Day>,
}

/// What a list shows of a workaround.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkaroundSummary {
    /// Which thing.
    pub id: EntityId,
    /// The clinic's own short id.
    pub key: String,
    /// Its title.
    pub title: String,
    /// The one break it belongs to.
    pub break_: Break,
    /// Its configuration area.
    pub area: Option<AreaName>,
    /// Who is accountable.
    pub owner: Option<WhoRow>,
    /// Safety.
    pub safety: bool,
    /// First day of use.
    pub started: Option<Day>,
    /// First day no longer used.
    pub ended: Option<Day>,
    /// Day it was accepted as permanent.
    pub accepted_on: Option<Day>,
    /// Day that decision is looked at again.
    pub review_on: Option<Day>,
    /// How often it happened (sum of `count`).
    pub times: u32,
    /// Of them timed.
    pub timed: u32,
    /// People who said "me too".
    pub voices: u32,
}

/// The rest of a workaround, for its detail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkaroundFull {
    /// What the list shows.
    pub summary: WorkaroundSummary,
    /// What form it takes.
    pub form: Option<Form>,
    /// Its EHR system.
    pub system: Option<AreaName>,
    /// When it was meant to end.
    pub expected_end: Option<Day>,
    /// Whether the clinic finds it acceptable.
    pub acceptable: Option<bool>,
    /// Why.
    pub acceptable_why: Option<String>,
    /// Who accepted it.
    pub accepted_by: Option<WhoRow>,
    /// Everything else, as written.
    pub detail: Option<String>,
    /// Why people work around.
    pub rationale: Option<Rationale>,
    /// Whether it could be avoided.
    pub avoidable: Option<bool>,
    /// Whether it was planned.
    pub planned: Option<bool>,
    /// Effects by [`EFFECT_FIELDS`]; `None` = nobody has said.
    pub effects: [Option<Effect>; EFFECT_FIELDS.len()],
    /// Deleted.
    pub deleted: bool,
}

fn summary_columns() -> String {
    format!(
        "e.id, {} AS key, w.title, w.\"break\", w.safety, w.started, w.ended, w.accepted_on, w.review_on, w.times,
         w.timed, w.voices, {},
         (SELECT id FROM entity WHERE no = w.area) AS area_id,
         (SELECT key FROM area WHERE no = w.area) AS area_name",
        key_sql("w"),
        who_sql("w", "owner", "owner")
    )
}

fn summary(row: &Row<'_>) -> rusqlite::Result<WorkaroundSummary> {
    let area = maybe_id(row, "area_id")?;
    let area_name = text(row, "area_name")?;
    Ok(WorkaroundSummary {
        id: id(row, "id")?,
        key: text(row, "key")?,
        title: text(row, "title")?,
        // Without a break (half a thing of a merge) it is drift until somebody says more.
        break_: word(row, "break", Break::from_word)?.unwrap_or(Break::Drift),
        area: area.map(|id| AreaName { id, name: area_name }),
        owner: who(row, "owner")?,
        safety: yes(row, "safety")?,
        started: day(row, "started")?,
        ended: day(row, "ended")?,
        accepted_on: day(row, "accepted_on")?,
        review_on: day(row, "review_on")?,
        times: count(row, "times")?,
        timed: count(row, "timed")?,
        voices: count(row, "voices")?,
    })
}

impl Read<'_> {
    /// Workarounds that a filter finds, unordered.
    ///
    /// # Errors
    /// From SQLite.
    pub fn workaround_keys(&self, filter: &WorkaroundFilter, today: Day) -> Result<Vec<WorkaroundKey>> {
        let mut values = vec![Value::Text(today.to_string())];
        let mut bind = |value: Value| {
            values.push(value);
            format!("?{}", values.len())
        };
        let mut conditions = vec![match filter.stand {
            Stand::Open => "w.deleted IS NOT 1 AND (w.ended IS NULL OR w.ended > ?1)".to_owned(),
            Stand::Closed => "w.deleted IS NOT 1 AND w.ended <= ?1".to_owned(),
            Stand::All => "w.deleted IS NOT 1 AND ?1 IS NOT NULL".to_owned(),
            Stand::Deleted => "w.deleted = 1 AND ?1 IS NOT NULL".to_owned(),
        }];
        if let Some(break_) = filter.break_ {
            let word = bind(Value::Text(break_.word().to_owned()));
            conditions.push(format!("w.\"break\" = {word}"));
        }
        if let Some(area) = filter.area {
            let area = bind(Value::Blob(area.bytes().to_vec()));
            conditions.push(format!("w.area = (SELECT no FROM entity WHERE id = {area})"));
        }
        match &filter.owner {
            Some(OwnerIs::Nobody) => conditions.push("w.owner IS NULL AND w.owner_text IS NULL".to_owned()),
            Some(OwnerIs::Person(person)) => {
                let person = bind(Value::Blob(person.bytes().to_vec()));
                conditions.push(format!("w.owner = (SELECT no FROM entity WHERE id = {person})"));
            }
            Some(OwnerIs::Named(name)) => {
                let name = bind(Value::Text(name.clone()));
                conditions.push(format!("w.owner IS NULL AND w.owner_text = {name} COLLATE NOCASE"));
            }
            None => {}
        }
        if filter.safety {
            conditions.push("w.safety = 1".to_owned());
        }
        if filter.review_due {
            conditions.push("w.review_on <= ?1".to_owned());
        }
        if let Some(rationale) = filter.rationale {
            let word = bind(Value::Text(rationale.word().to_owned()));
            conditions.push(format!("w.rationale = {word}"));
        }
        if let Some(words) = fts_query(&filter.text) {
            let words = bind(Value::Text(words));
            conditions.push(format!("w.no IN (SELECT rowid FROM search WHERE search MATCH {words})"));
        }
        let sql = format!(
            "SELECT e.id, w.key, w.title, w.started FROM workaround w JOIN entity e USING (no) WHERE {}",
            conditions.join(" AND ")
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let params: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
        let rows = statement.query_map(&params[..], |row| {
            Ok(WorkaroundKey {
                id: id(row, "id")?,
                key: text(row, "key")?,
                title: text(row, "title")?,
                started: day(row, "started")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What a list shows of these workarounds, in their order; unknown ones are left out.
    ///
    /// # Errors
    /// From SQLite.
    pub fn workaround_summaries(&self, ids: &[EntityId]) -> Result<Vec<WorkaroundSummary>> {
        let sql = format!(
            "SELECT {} FROM workaround w JOIN entity e USING (no) WHERE e.id = ?1",
            summary_columns()
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            rows.extend(statement.query_row([id.bytes().as_slice()], summary).optional()?);
        }
        Ok(rows)
    }

    /// One workaround, deleted ones included.
    ///
    /// # Errors
    /// From SQLite.
    pub fn workaround(&self, workaround: EntityId) -> Result<Option<WorkaroundFull>> {
        let sql = format!(
            "SELECT {}, w.form, w.expected_end, w.acceptable, w.acceptable_why, w.detail, w.deleted,
                    w.rationale, w.avoidable, w.planned, {},
                    {},
                    (SELECT id FROM entity WHERE no = w.system) AS system_id,
                    (SELECT name FROM system WHERE no = w.system) AS system_name
               FROM workaround w JOIN entity e USING (no) WHERE e.id = ?1",
            summary_columns(),
            EFFECT_FIELDS.map(|field| format!("w.{field}")).join(", "),
            who_sql("w", "accepted_by", "accepted_by")
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let found = statement.query_row([workaround.bytes().as_slice()], |row| {
            let system = maybe_id(row, "system_id")?;
            let system_name = text(row, "system_name")?;
            let known = |column: &str| {
                Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)?.map(|yes| yes == 1))
            };
            let mut effects = [None; EFFECT_FIELDS.len()];
            for (effect, field) in effects.iter_mut().zip(EFFECT_FIELDS) {
                *effect = word(row, field, Effect::from_word)?;
            }
            Ok(WorkaroundFull {
                summary: summary(row)?,
                form: word(row, "form", Form::from_word)?,
                system: system.map(|id| AreaName { id, name: system_name }),
                expected_end: day(row, "expected_end")?,
                acceptable: known("acceptable")?,
                acceptable_why: row.get("acceptable_why")?,
                accepted_by: who(row, "accepted_by")?,
                detail: row.get("detail")?,
                rationale: word(row, "rationale", Rationale::from_word)?,
                avoidable: known("avoidable")?,
                planned: known("planned")?,
                effects,
                deleted: yes(row, "deleted")?,
            })
        });
        Ok(found.optional()?)
    }
}
