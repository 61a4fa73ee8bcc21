//! What happened to a request: states, facts, promises, chases.

use keepalive_domain::facts::{Day, InstantMs};
use keepalive_domain::ids::EntityId;
use keepalive_domain::words::{Clock, RequestFactKind, RequestState};
use rusqlite::Row;

use super::columns::{WhoRow, day, id, maybe_id, who, who_sql, word, yes};
use crate::error::Result;
use crate::reader::Read;

/// One change of state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateRow {
    /// Which thing.
    pub id: EntityId,
    /// When, UTC ms.
    pub at_ms: InstantMs,
    /// As written: `reopened` stays.
    pub state: RequestState,
    /// Nobody says on which day: it stands on the last that is known.
    pub undated: bool,
    /// By whom.
    pub by: Option<WhoRow>,
    /// Why.
    pub reason: Option<String>,
    /// What it was merged into.
    pub into: Option<EntityId>,
}

/// One dated fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRow {
    /// Which thing.
    pub id: EntityId,
    /// When, UTC ms.
    pub at_ms: InstantMs,
    /// What.
    pub fact: RequestFactKind,
    /// By whom.
    pub by: Option<WhoRow>,
    /// Any words about it.
    pub note: Option<String>,
}

/// One promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseRow {
    /// Which thing.
    pub id: EntityId,
    /// For which clock.
    pub clock: Clock,
    /// Day it was made.
    pub made_on: Option<Day>,
    /// Day it is due.
    pub due_on: Option<Day>,
    /// Who said so.
    pub promised_by: Option<WhoRow>,
    /// Where.
    pub source: Option<String>,
}

/// Time spent following it up.
#[derive(Debug, Clone, PartialEq)]
pub struct ChaseRow {
    /// Which thing.
    pub id: EntityId,
    /// When, UTC ms.
    pub at_ms: InstantMs,
    /// Minutes.
    pub minutes: f64,
    /// Who.
    pub person: Option<WhoRow>,
    /// Call, portal, e-mail, hold.
    pub channel: Option<String>,
    /// Any words about it.
    pub note: Option<String>,
}

impl Read<'_> {
    /// Its state changes, oldest first; equal instants as listed (A10).
    ///
    /// # Errors
    /// From SQLite.
    pub fn request_states(&self, request: EntityId) -> Result<Vec<StateRow>> {
        let columns = format!(
            "t.state, t.undated, t.reason, (SELECT id FROM entity WHERE no = t.\"into\") AS into_id, {}",
            who_sql("t", "by", "by")
        );
        self.of_request("request_state", &columns, request, |row| {
            let Some(state) = word(row, "state", RequestState::from_word)? else { return Ok(None) };
            Ok(Some(StateRow {
                id: id(row, "id")?,
                at_ms: at(row)?,
                state,
                undated: yes(row, "undated")?,
                by: who(row, "by")?,
                reason: row.get("reason")?,
                into: maybe_id(row, "into_id")?,
            }))
        })
    }

    /// Its dated facts, oldest first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn request_facts(&self, request: EntityId) -> Result<Vec<FactRow>> {
        let columns = format!("t.fact, t.note, {}", who_sql("t", "by", "by"));
        self.of_request("request_fact", &columns, request, |row| {
            let Some(fact) = word(row, "fact", RequestFactKind::from_word)? else { return Ok(None) };
            let by = who(row, "by")?;
            Ok(Some(FactRow { id: id(row, "id")?, at_ms: at(row)?, fact, by, note: row.get("note")? }))
        })
    }

    /// Its chases, oldest first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn request_chases(&self, request: EntityId) -> Result<Vec<ChaseRow>> {
        let columns = format!("t.minutes, t.channel, t.note, {}", who_sql("t", "person", "person"));
        self.of_request("chase", &columns, request, |row| {
            Ok(Some(ChaseRow {
                id: id(row, "id")?,
                at_ms: at(row)?,
                minutes: row.get::<_, Option<f64>>("minutes")?.unwrap_or(0.0),
                person: who(row, "person")?,
                channel: row.get("channel")?,
                note: row.get("note")?,
            }))
        })
    }

    /// Its promises by the day they were made, then as listed.
    ///
    /// # Errors
    /// From SQLite.
    pub fn request_promises(&self, request: EntityId) -> Result<Vec<PromiseRow>> {
        let columns = format!(
            "t.made_on AS at, t.clock, t.made_on, t.due_on, t.source, {}",
            who_sql("t", "promised_by", "by")
        );
        self.of_request("promise", &columns, request, |row| {
            let Some(clock) = word(row, "clock", Clock::from_word)? else { return Ok(None) };
            Ok(Some(PromiseRow {
                id: id(row, "id")?,
                clock,
                made_on: day(row, "made_on")?,
                due_on: day(row, "due_on")?,
                promised_by: who(row, "by")?,
                source: row.get("source")?,
            }))
        })
    }

    /// Children of a request by their `at`; rows that `read` makes nothing of are of a newer version.
    fn of_request<T>(
        &self,
        table: &str,
        columns: &str,
        request: EntityId,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<Option<T>>,
    ) -> Result<Vec<T>> {
        let at = if table == "promise" { "" } else { "t.at, " };
        let sql = format!(
            "SELECT e.id, {at}{columns} FROM {table} t JOIN entity e USING (no)
              WHERE t.request = (SELECT no FROM entity WHERE id = ?1) AND t.deleted IS NOT 1
              ORDER BY at, t.listed IS NULL, t.listed, e.id"
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map([request.bytes().as_slice()], read)?;
        Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
    }
}

fn at(row: &Row<'_>) -> rusqlite::Result<InstantMs> {
    Ok(row.get::<_, Option<i64>>("at")?.unwrap_or(0))
}
