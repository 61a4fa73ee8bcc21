//! Workarounds: what a list shows of one, and one with everything on it. Hours come from facts.

use keepalive_domain::facts::{Day, InstantMs};
use keepalive_domain::ids::EntityId;
use keepalive_domain::words::{Basis, Break, Form, RequestState};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, ToSql};

use super::clinic::AreaName;
use super::columns::{WhoRow, count, day, id, maybe_id, text, who, who_sql, word, yes};
use super::request_list::{OwnerIs, Stand};
use super::search::fts_query;
use crate::error::Result;
use crate::reader::Read;

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
    /// Deleted.
    pub deleted: bool,
}

/// One estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EstimateRow {
    /// Which thing.
    pub id: EntityId,
    /// First day in force.
    pub from: Option<Day>,
    /// How many people.
    pub people: f64,
    /// Uses of each in a week.
    pub uses_per_person_per_week: f64,
    /// Minutes of one use.
    pub minutes_per_use: f64,
    /// With a clock, or guessed.
    pub basis: Basis,
}

/// One occurrence.
#[derive(Debug, Clone, PartialEq)]
pub struct OccurrenceRow {
    /// Which thing.
    pub id: EntityId,
    /// When, UTC ms.
    pub at_ms: InstantMs,
    /// Who.
    pub person: Option<WhoRow>,
    /// Minutes of each.
    pub minutes: Option<f64>,
    /// How many times.
    pub count: u32,
}

/// A request meant to end a workaround.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedRequestRow {
    /// Which.
    pub id: EntityId,
    /// The clinic's own short id.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its effective state.
    pub state: RequestState,
    /// Whether anybody owns it.
    pub has_owner: bool,
}

/// A workaround that a request is meant to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedWorkaroundRow {
    /// Which.
    pub id: EntityId,
    /// The clinic's own short id.
    pub key: String,
    /// Its title.
    pub title: String,
    /// First day no longer used.
    pub ended: Option<Day>,
}

fn summary_columns() -> String {
    format!(
        "e.id, w.key, w.title, w.\"break\", w.safety, w.started, w.ended, w.accepted_on, w.review_on, w.times,
         w.timed, w.voices, {},
         (SELECT id FROM entity WHERE no = w.area) AS area_id,
         (SELECT key FROM area WHERE no = w.area) AS area_name",
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
        match filter.owner {
            Some(OwnerIs::Nobody) => conditions.push("w.owner IS NULL AND w.owner_text IS NULL".to_owned()),
            Some(OwnerIs::Person(person)) => {
                let person = bind(Value::Blob(person.bytes().to_vec()));
                conditions.push(format!("w.owner = (SELECT no FROM entity WHERE id = {person})"));
            }
            None => {}
        }
        if filter.safety {
            conditions.push("w.safety = 1".to_owned());
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
            "SELECT {}, w.form, w.expected_end, w.acceptable, w.acceptable_why, w.detail, w.deleted, {},
                    (SELECT id FROM entity WHERE no = w.system) AS system_id,
                    (SELECT name FROM system WHERE no = w.system) AS system_name
               FROM workaround w JOIN entity e USING (no) WHERE e.id = ?1",
            summary_columns(),
            who_sql("w", "accepted_by", "accepted_by")
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let found = statement.query_row([workaround.bytes().as_slice()], |row| {
            let system = maybe_id(row, "system_id")?;
            let system_name = text(row, "system_name")?;
            Ok(WorkaroundFull {
                summary: summary(row)?,
                form: word(row, "form", Form::from_word)?,
                system: system.map(|id| AreaName { id, name: system_name }),
                expected_end: day(row, "expected_end")?,
                acceptable: row.get::<_, Option<i64>>("acceptable")?.map(|yes| yes == 1),
                acceptable_why: row.get("acceptable_why")?,
                accepted_by: who(row, "accepted_by")?,
                detail: row.get("detail")?,
                deleted: yes(row, "deleted")?,
            })
        });
        Ok(found.optional()?)
    }

    /// Its estimates by the day they come into force, then as listed.
    ///
    /// # Errors
    /// From SQLite.
    pub fn estimates(&self, workaround: EntityId) -> Result<Vec<EstimateRow>> {
        let sql = "SELECT e.id, t.\"from\", t.people, t.uses_per_person_per_week, t.minutes_per_use, t.basis
                     FROM estimate t JOIN entity e USING (no)
                    WHERE t.workaround = (SELECT no FROM entity WHERE id = ?1) AND t.deleted IS NOT 1
                    ORDER BY t.\"from\", t.listed IS NULL, t.listed, no";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([workaround.bytes().as_slice()], |row| {
            let number = |column| row.get::<_, Option<f64>>(column).map(Option::unwrap_or_default);
            Ok(EstimateRow {
                id: id(row, "id")?,
                from: day(row, "from")?,
                people: number("people")?,
                uses_per_person_per_week: number("uses_per_person_per_week")?,
                minutes_per_use: number("minutes_per_use")?,
                basis: word(row, "basis", Basis::from_word)?.unwrap_or(Basis::Guessed),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Its newest occurrences, newest first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn newest_occurrences(&self, workaround: EntityId, limit: u32) -> Result<Vec<OccurrenceRow>> {
        let sql = format!(
            "SELECT e.id, o.at, o.minutes, o.count, {} FROM occurrence o JOIN entity e USING (no)
              WHERE o.workaround = (SELECT no FROM entity WHERE id = ?1) AND o.deleted IS NOT 1
              ORDER BY o.at DESC, o.no DESC LIMIT ?2",
            who_sql("o", "person", "person")
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let params: [&dyn ToSql; 2] = [&workaround.bytes().as_slice(), &limit];
        let rows = statement.query_map(params, |row| {
            Ok(OccurrenceRow {
                id: id(row, "id")?,
                at_ms: row.get::<_, Option<i64>>("at")?.unwrap_or(0),
                person: who(row, "person")?,
                minutes: row.get("minutes")?,
                count: row.get::<_, Option<u32>>("count")?.unwrap_or(1),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Requests meant to end it, open ones first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn linked_requests(&self, workaround: EntityId) -> Result<Vec<LinkedRequestRow>> {
        let sql = "SELECT DISTINCT e.id, r.key, r.title, r.state,
                          (r.owner IS NOT NULL OR r.owner_text IS NOT NULL) AS has_owner
                     FROM link l JOIN request r ON r.no = l.request JOIN entity e ON e.no = r.no
                    WHERE l.workaround = (SELECT no FROM entity WHERE id = ?1)
                      AND l.deleted IS NOT 1 AND r.deleted IS NOT 1
                    ORDER BY r.closed_at IS NOT NULL, r.opened_at, r.no";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([workaround.bytes().as_slice()], |row| {
            Ok(LinkedRequestRow {
                id: id(row, "id")?,
                key: text(row, "key")?,
                title: text(row, "title")?,
                state: word(row, "state", RequestState::from_word)?.unwrap_or(RequestState::New),
                has_owner: row.get("has_owner")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Workarounds a request is meant to end, those in use first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn linked_workarounds(&self, request: EntityId) -> Result<Vec<LinkedWorkaroundRow>> {
        let sql = "SELECT DISTINCT e.id, w.key, w.title, w.ended
                     FROM link l JOIN workaround w ON w.no = l.workaround JOIN entity e ON e.no = w.no
                    WHERE l.request = (SELECT no FROM entity WHERE id = ?1)
                      AND l.deleted IS NOT 1 AND w.deleted IS NOT 1
                    ORDER BY w.ended IS NOT NULL, w.started, w.no";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([request.bytes().as_slice()], |row| {
            Ok(LinkedWorkaroundRow {
                id: id(row, "id")?,
                key: text(row, "key")?,
                title: text(row, "title")?,
                ended: day(row, "ended")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
