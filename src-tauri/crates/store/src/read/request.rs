//! Requests: what a list shows of one, and one with everything on it.

use keepalive_domain::facts::{Day, InstantMs};
use keepalive_domain::ids::EntityId;
use keepalive_domain::words::{Clock, RequestFactKind, RequestKind, RequestState, Route};
use rusqlite::{OptionalExtension, Row};

use super::clinic::AreaName;
use super::columns::{WhoRow, count, day, id, maybe_id, text, who, who_sql, word, yes};
use crate::entity::EntityNo;
use crate::error::Result;
use crate::reader::Read;

/// What a list shows of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestSummary {
    /// Which thing.
    pub id: EntityId,
    /// The clinic's own short id.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its configuration area.
    pub area: Option<AreaName>,
    /// Its effective state; new before the first.
    pub state: RequestState,
    /// When that state began, UTC ms.
    pub state_at_ms: Option<InstantMs>,
    /// Its first state, UTC ms.
    pub opened_at_ms: Option<InstantMs>,
    /// Its closing state, UTC ms; `None` while open.
    pub closed_at_ms: Option<InstantMs>,
    /// When the requester was last told since it was opened or reopened, UTC ms.
    pub told_at_ms: Option<InstantMs>,
    /// Who is accountable.
    pub owner: Option<WhoRow>,
    /// Safety item.
    pub safety: bool,
    /// Asked for by a rule from outside.
    pub regulatory: bool,
    /// The vendor of its system, if it names one.
    pub vendor: Option<String>,
    /// Due day of the original fix (else delivery) promise.
    pub fix_due: Option<Day>,
    /// Due day of the newest one.
    pub fix_due_latest: Option<Day>,
    /// Re-promises due later than the one before.
    pub fix_slips: u32,
    /// People who said "me too".
    pub voices: u32,
    /// Whether somebody asked who is not among the voices.
    pub asked_besides: bool,
}

/// The rest of a request, for its detail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestFull {
    /// What the list shows.
    pub summary: RequestSummary,
    /// What kind of change.
    pub kind: RequestKind,
    /// Who is to make it.
    pub route: Option<Route>,
    /// Its EHR system.
    pub system: Option<AreaName>,
    /// Who asked.
    pub requester: Option<WhoRow>,
    /// Who answers for it at the vendor.
    pub vendor_contact: Option<WhoRow>,
    /// The vendor's number for it.
    pub vendor_ref: Option<String>,
    /// Worth, 1 to 5.
    pub value: Option<i32>,
    /// Effort, 1 to 5.
    pub effort: Option<i32>,
    /// Everything else, as written.
    pub detail: Option<String>,
    /// Deleted.
    pub deleted: bool,
}

/// One change of state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateRow {
    /// Which thing.
    pub id: EntityId,
    /// When, UTC ms.
    pub at_ms: InstantMs,
    /// As written: `reopened` stays.
    pub state: RequestState,
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

/// Columns of [`RequestSummary`], from `request r JOIN entity e`.
fn summary_columns() -> String {
    format!(
        "e.id, r.key, r.title, r.state, r.state_at, r.opened_at, r.closed_at, r.told_at, r.safety, r.regulatory,
         r.fix_due, r.fix_due_latest, r.fix_slips, r.voices, {},
         (SELECT id FROM entity WHERE no = r.area) AS area_id,
         (SELECT key FROM area WHERE no = r.area) AS area_name,
         (SELECT vendor FROM system WHERE no = r.system) AS vendor,
         ((r.requester IS NOT NULL OR r.requester_text IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM voice v
               WHERE v.item = r.no AND v.deleted IS NOT 1 AND v.person = r.requester)) AS asked_besides",
        who_sql("r", "owner", "owner")
    )
}

fn summary(row: &Row<'_>) -> rusqlite::Result<RequestSummary> {
    let area = maybe_id(row, "area_id")?;
    let area_name = text(row, "area_name")?;
    Ok(RequestSummary {
        id: id(row, "id")?,
        key: text(row, "key")?,
        title: text(row, "title")?,
        area: area.map(|id| AreaName { id, name: area_name }),
        state: word(row, "state", RequestState::from_word)?.unwrap_or(RequestState::New),
        state_at_ms: row.get("state_at")?,
        opened_at_ms: row.get("opened_at")?,
        closed_at_ms: row.get("closed_at")?,
        told_at_ms: row.get("told_at")?,
        owner: who(row, "owner")?,
        safety: yes(row, "safety")?,
        regulatory: yes(row, "regulatory")?,
        vendor: row.get("vendor")?,
        fix_due: day(row, "fix_due")?,
        fix_due_latest: day(row, "fix_due_latest")?,
        fix_slips: count(row, "fix_slips")?,
        voices: count(row, "voices")?,
        asked_besides: row.get("asked_besides")?,
    })
}

impl Read<'_> {
    /// What a list shows of these requests, in their order; unknown ones are left out.
    ///
    /// # Errors
    /// From SQLite.
    pub fn request_summaries(&self, numbers: &[EntityNo]) -> Result<Vec<RequestSummary>> {
        let sql =
            format!("SELECT {} FROM request r JOIN entity e USING (no) WHERE no = ?1", summary_columns());
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = Vec::with_capacity(numbers.len());
        for no in numbers {
            rows.extend(statement.query_row([no], summary).optional()?);
        }
        Ok(rows)
    }

    /// One request, deleted ones included.
    ///
    /// # Errors
    /// From SQLite.
    pub fn request(&self, request: EntityId) -> Result<Option<RequestFull>> {
        let sql = format!(
            "SELECT {}, r.kind, r.route, r.vendor_ref, r.value, r.effort, r.detail, r.deleted, {}, {},
                    (SELECT id FROM entity WHERE no = r.system) AS system_id,
                    (SELECT name FROM system WHERE no = r.system) AS system_name
               FROM request r JOIN entity e USING (no) WHERE e.id = ?1",
            summary_columns(),
            who_sql("r", "requester", "requester"),
            who_sql("r", "vendor_contact", "vendor_contact"),
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let found = statement.query_row([request.bytes().as_slice()], |row| {
            let system = maybe_id(row, "system_id")?;
            let system_name = text(row, "system_name")?;
            Ok(RequestFull {
                summary: summary(row)?,
                kind: word(row, "kind", RequestKind::from_word)?.unwrap_or(RequestKind::Workflow),
                route: word(row, "route", Route::from_word)?,
                system: system.map(|id| AreaName { id, name: system_name }),
                requester: who(row, "requester")?,
                vendor_contact: who(row, "vendor_contact")?,
                vendor_ref: row.get("vendor_ref")?,
                value: row.get("value")?,
                effort: row.get("effort")?,
                detail: row.get("detail")?,
                deleted: yes(row, "deleted")?,
            })
        });
        Ok(found.optional()?)
    }

    /// Its state changes, oldest first; equal instants as listed (A10).
    ///
    /// # Errors
    /// From SQLite.
    pub fn request_states(&self, request: EntityId) -> Result<Vec<StateRow>> {
        let columns = format!(
            "t.state, t.reason, (SELECT id FROM entity WHERE no = t.\"into\") AS into_id, {}",
            who_sql("t", "by", "by")
        );
        self.of_request("request_state", &columns, request, |row| {
            let Some(state) = word(row, "state", RequestState::from_word)? else { return Ok(None) };
            Ok(Some(StateRow {
                id: id(row, "id")?,
                at_ms: at(row)?,
                state,
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
              ORDER BY at, t.listed IS NULL, t.listed, no"
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map([request.bytes().as_slice()], read)?;
        Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
    }
}

fn at(row: &Row<'_>) -> rusqlite::Result<InstantMs> {
    Ok(row.get::<_, Option<i64>>("at")?.unwrap_or(0))
}
