//! Voices and comments, on a request or a workaround.

use keepalive_domain::facts::InstantMs;
use keepalive_domain::ids::EntityId;

use super::columns::{WhoRow, id, text, who, who_sql};
use crate::error::Result;
use crate::reader::Read;

/// A person's "me too".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceRow {
    /// Which thing.
    pub id: EntityId,
    /// Who.
    pub who: WhoRow,
    /// When, UTC ms.
    pub at_ms: InstantMs,
}

/// What somebody wrote under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentRow {
    /// Which thing.
    pub id: EntityId,
    /// Who.
    pub by: Option<WhoRow>,
    /// When, UTC ms.
    pub at_ms: InstantMs,
    /// What.
    pub text: String,
}

impl Read<'_> {
    /// Who said "me too", oldest first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn voices(&self, item: EntityId) -> Result<Vec<VoiceRow>> {
        let sql = format!(
            "SELECT e.id, v.at, {} FROM voice v JOIN entity e USING (no)
              WHERE v.item = (SELECT no FROM entity WHERE id = ?1) AND v.deleted IS NOT 1
              ORDER BY v.at, v.no",
            who_sql("v", "person", "person")
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map([item.bytes().as_slice()], |row| {
            let who = who(row, "person")?.unwrap_or(WhoRow { id: None, name: String::new() });
            Ok(VoiceRow { id: id(row, "id")?, who, at_ms: row.get::<_, Option<i64>>("at")?.unwrap_or(0) })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What was written under it, oldest first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn comments(&self, item: EntityId) -> Result<Vec<CommentRow>> {
        let sql = format!(
            "SELECT e.id, c.at, c.text, {} FROM comment c JOIN entity e USING (no)
              WHERE c.item = (SELECT no FROM entity WHERE id = ?1) AND c.deleted IS NOT 1
              ORDER BY c.at, c.no",
            who_sql("c", "by", "by")
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map([item.bytes().as_slice()], |row| {
            Ok(CommentRow {
                id: id(row, "id")?,
                by: who(row, "by")?,
                at_ms: row.get::<_, Option<i64>>("at")?.unwrap_or(0),
                text: text(row, "text")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
