//! Which request is meant to end which workaround.

use std::collections::BTreeSet;

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::words::RequestState;
use rusqlite::Row;

use super::columns::{day, id, key_sql, text, word};
use crate::error::Result;
use crate::reader::Read;

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

impl Read<'_> {
    /// Requests that stand merged into this one now, in the order they were written down.
    ///
    /// # Errors
    /// From SQLite.
    pub fn merged_into(&self, request: EntityId) -> Result<Vec<LinkedRequestRow>> {
        let sql = format!(
            "SELECT DISTINCT e.id, {} AS key, r.title, r.state,
                          (r.owner IS NOT NULL OR r.owner_text IS NOT NULL) AS has_owner
                     FROM request_state s JOIN request r ON r.no = s.request JOIN entity e ON e.no = r.no
                    WHERE s.\"into\" = (SELECT no FROM entity WHERE id = ?1)
                      AND s.at = r.state_at AND s.deleted IS NOT 1
                      AND r.state = 'merged' AND r.deleted IS NOT 1
                    ORDER BY r.no",
            key_sql("r")
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map([request.bytes().as_slice()], linked_request)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Requests that stand merged into this one now, through others too: each once, also where desks that merged at once
    /// left a circle, and never the request itself.
    ///
    /// # Errors
    /// From SQLite.
    pub fn all_merged_into(&self, request: EntityId) -> Result<Vec<LinkedRequestRow>> {
        let mut seen = BTreeSet::from([request]);
        let mut left = vec![request];
        let mut all = Vec::new();
        while let Some(into) = left.pop() {
            let merged = self.merged_into(into)?.into_iter().filter(|merged| seen.insert(merged.id));
            let from = all.len();
            all.extend(merged);
            left.extend(all.iter().skip(from).map(|merged: &LinkedRequestRow| merged.id));
        }
        Ok(all)
    }

    /// Requests meant to end it, open ones first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn linked_requests(&self, workaround: EntityId) -> Result<Vec<LinkedRequestRow>> {
        let sql = format!(
            "SELECT DISTINCT e.id, {} AS key, r.title, r.state,
                          (r.owner IS NOT NULL OR r.owner_text IS NOT NULL) AS has_owner
                     FROM link l JOIN request r ON r.no = l.request JOIN entity e ON e.no = r.no
                    WHERE l.workaround = (SELECT no FROM entity WHERE id = ?1)
                      AND l.deleted IS NOT 1 AND r.deleted IS NOT 1
                    ORDER BY r.closed_at IS NOT NULL, r.opened_at, r.no",
            key_sql("r")
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map([workaround.bytes().as_slice()], linked_request)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Workarounds a request is meant to end, those in use first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn linked_workarounds(&self, request: EntityId) -> Result<Vec<LinkedWorkaroundRow>> {
        let sql = format!(
            "SELECT DISTINCT e.id, {} AS key, w.title, w.ended
                     FROM link l JOIN workaround w ON w.no = l.workaround JOIN entity e ON e.no = w.no
                    WHERE l.request = (SELECT no FROM entity WHERE id = ?1)
                      AND l.deleted IS NOT 1 AND w.deleted IS NOT 1
                    ORDER BY w.ended IS NOT NULL, w.started, w.no",
            key_sql("w")
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
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

fn linked_request(row: &Row<'_>) -> rusqlite::Result<LinkedRequestRow> {
    Ok(LinkedRequestRow {
        id: id(row, "id")?,
        key: text(row, "key")?,
        title: text(row, "title")?,
        state: word(row, "state", RequestState::from_word)?.unwrap_or(RequestState::New),
        has_owner: row.get("has_owner")?,
    })
}
