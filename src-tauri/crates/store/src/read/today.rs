//! What needs somebody today, what comes next, and what got better.

use keepalive_domain::facts::{Day, InstantMs};
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use rusqlite::{Row, ToSql};

use super::columns::{count, day, id, text};
use super::people::PEOPLE;
use super::request::UNDATED;
use super::request_list::{SAFETY, UNTOLD};
use crate::error::Result;
use crate::reader::Read;

/// An open request past its original promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatePromise {
    /// The request.
    pub id: EntityId,
    /// Its title.
    pub title: String,
    /// The day it was first promised for.
    pub due_on: Day,
}

/// An open request nobody owns, or one whose people wait to hear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnownedRequest {
    /// The request.
    pub id: EntityId,
    /// Its title.
    pub title: String,
    /// Since when: asked, or delivered, UTC ms.
    pub since_ms: Option<InstantMs>,
    /// How many people need it, see [`super::people`].
    pub people: u32,
}

/// An accepted workaround whose decision is to be looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueReview {
    /// The workaround.
    pub id: EntityId,
    /// Its title.
    pub title: String,
    /// The day.
    pub review_on: Day,
}

/// Something with a date ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpcomingRow {
    /// The day.
    pub on: Day,
    /// What comes: `promise`, `review`, `leaves`, `event`.
    pub what: &'static str,
    /// The thing.
    pub id: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// Its title or name.
    pub title: String,
    /// A promise: how often it was moved to a later day; 0 of anything else.
    pub moved: u32,
}

/// A request verified, or a workaround ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BetterRow {
    /// The thing.
    pub id: EntityId,
    /// Request or workaround.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Request: when it was verified, UTC ms.
    pub at_ms: Option<InstantMs>,
    /// Workaround: first day no longer used.
    pub ended: Option<Day>,
}

impl Read<'_> {
    /// Open requests waiting on the vendor past their original promise, latest first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn late_promises(&self, today: Day) -> Result<Vec<LatePromise>> {
        let sql = "SELECT e.id, r.title, r.fix_due FROM request r JOIN entity e USING (no)
                    WHERE r.closed_at IS NULL AND r.deleted IS NOT 1
                      AND r.state = 'waiting_vendor' AND r.fix_due < ?1
                    ORDER BY r.fix_due, no";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([today.to_string()], |row| {
            let due = day(row, "fix_due")?;
            let (id, title) = (id(row, "id")?, text(row, "title")?);
            Ok(due.map(|due_on| LatePromise { id, title, due_on }))
        })?;
        Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
    }

    /// Open requests nobody owns: safety first, then the oldest.
    ///
    /// # Errors
    /// From SQLite.
    pub fn unowned_requests(&self) -> Result<Vec<UnownedRequest>> {
        self.requests_where(
            "r.opened_at",
            &format!("r.owner IS NULL AND r.owner_text IS NULL ORDER BY {SAFETY} DESC, r.opened_at, no"),
        )
    }

    /// Delivered requests whose people were not told since, the oldest first. Since when is not known of one that was delivered
    /// on a day nobody says.
    ///
    /// # Errors
    /// From SQLite.
    pub fn untold_requests(&self) -> Result<Vec<UnownedRequest>> {
        let since = format!("CASE WHEN {UNDATED} THEN NULL ELSE r.state_at END");
        self.requests_where(&since, &format!("({UNTOLD}) ORDER BY r.state_at, no"))
    }

    fn requests_where(&self, since: &str, rest: &str) -> Result<Vec<UnownedRequest>> {
        let sql = format!(
            "SELECT e.id, r.title, {since} AS since, ({PEOPLE}) AS people FROM request r JOIN entity e USING (no)
              WHERE r.closed_at IS NULL AND r.deleted IS NOT 1 AND {rest}"
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map([], |row| {
            Ok(UnownedRequest {
                id: id(row, "id")?,
                title: text(row, "title")?,
                since_ms: row.get("since")?,
                people: count(row, "people")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Accepted workarounds in use whose review is due, the oldest first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn due_reviews(&self, today: Day) -> Result<Vec<DueReview>> {
        let sql = "SELECT e.id, w.title, w.review_on FROM workaround w JOIN entity e USING (no)
                    WHERE w.deleted IS NOT 1 AND (w.ended IS NULL OR w.ended > ?1) AND w.review_on <= ?1
                    ORDER BY w.review_on, no";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([today.to_string()], |row| {
            let due = day(row, "review_on")?;
            let (id, title) = (id(row, "id")?, text(row, "title")?);
            Ok(due.map(|review_on| DueReview { id, title, review_on }))
        })?;
        Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
    }

    /// What has a date after today and not after `until`, by date.
    ///
    /// # Errors
    /// From SQLite.
    pub fn upcoming(&self, today: Day, until: Day) -> Result<Vec<UpcomingRow>> {
        let sql = "
            SELECT fix_due_latest AS \"on\", 'promise' AS what, no, title AS title, fix_slips AS moved FROM request
             WHERE closed_at IS NULL AND deleted IS NOT 1 AND state = 'waiting_vendor'
               AND fix_due_latest > ?1 AND fix_due_latest <= ?2
            UNION ALL
            SELECT review_on, 'review', no, title, 0 FROM workaround
             WHERE deleted IS NOT 1 AND (ended IS NULL OR ended > ?1) AND review_on > ?1 AND review_on <= ?2
            UNION ALL
            SELECT active_to, 'leaves', no, name, 0 FROM person
             WHERE deleted IS NOT 1 AND active_to > ?1 AND active_to <= ?2
            UNION ALL
            SELECT \"on\", 'event', no, title, 0 FROM event
             WHERE deleted IS NOT 1 AND \"on\" > ?1 AND \"on\" <= ?2";
        let sql = format!("SELECT e.id, u.* FROM ({sql}) u JOIN entity e USING (no) ORDER BY u.\"on\", u.no");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map([today.to_string(), until.to_string()], |row| {
            let (what, kind) = match row.get::<_, String>("what")?.as_str() {
                "promise" => ("promise", Kind::Request),
                "review" => ("review", Kind::Workaround),
                "leaves" => ("leaves", Kind::Person),
                _ => ("event", Kind::Event),
            };
            let (id, title) = (id(row, "id")?, text(row, "title")?);
            let moved = count(row, "moved")?;
            Ok(day(row, "on")?.map(|on| UpcomingRow { on, what, id, kind, title, moved }))
        })?;
        Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
    }

    /// Requests verified from an instant on, and workarounds ended from a day on (until today). What was verified on a day
    /// that nobody says may have been so long before.
    ///
    /// # Errors
    /// From SQLite.
    pub fn better_since(&self, from_ms: InstantMs, from: Day, today: Day) -> Result<Vec<BetterRow>> {
        let verified = &format!(
            "SELECT e.id, r.title, r.state_at AS at, NULL AS ended FROM request r JOIN entity e USING (no)
              WHERE r.closed_at >= ?1 AND r.state = 'verified' AND r.deleted IS NOT 1 AND NOT {UNDATED}"
        );
        let ended = "SELECT e.id, w.title, NULL AS at, w.ended FROM workaround w JOIN entity e USING (no)
                      WHERE w.ended >= ?1 AND w.ended <= ?2 AND w.deleted IS NOT 1";
        let mut better = self.better(verified, &[&from_ms], Kind::Request)?;
        better.extend(self.better(ended, &[&from.to_string(), &today.to_string()], Kind::Workaround)?);
        Ok(better)
    }

    fn better(&self, sql: &str, params: &[&dyn ToSql], kind: Kind) -> Result<Vec<BetterRow>> {
        let mut statement = self.conn().prepare_cached(sql)?;
        let read = |row: &Row<'_>| {
            let (id, title) = (id(row, "id")?, text(row, "title")?);
            Ok(BetterRow { id, kind, title, at_ms: row.get("at")?, ended: day(row, "ended")? })
        };
        Ok(statement.query_map(params, read)?.collect::<rusqlite::Result<_>>()?)
    }
}
