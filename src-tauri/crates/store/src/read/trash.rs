//! What was deleted.

use keepalive_domain::facts::InstantMs;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;

use super::columns::{id, text};
use crate::error::Result;
use crate::reader::Read;

/// The most rows of the trash that are shown: whoever looks for more knows its name and searches.
const MOST_ROWS: i64 = 500;

/// Kinds that are shown in the trash; what hangs on a thing comes back with it.
const SHOWN: [(Kind, &str); 12] = [
    (Kind::Request, "title"),
    (Kind::Workaround, "title"),
    (Kind::Area, "key"),
    (Kind::Person, "name"),
    (Kind::System, "name"),
    (Kind::Site, "name"),
    (Kind::Event, "title"),
    (Kind::Question, "text"),
    (Kind::ShadowRecord, "title"),
    (Kind::ConfigChange, "item"),
    (Kind::Comment, "text"),
    (Kind::Candidate, "name"),
];

/// One deleted thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrashRow {
    /// The thing.
    pub id: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// The clinic's own short id.
    pub key: Option<String>,
    /// Its title or name.
    pub title: String,
    /// When it was last touched, UTC ms: its deletion, unless something merged in later.
    pub deleted_at_ms: Option<InstantMs>,
}

impl Read<'_> {
    /// What was deleted, newest first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn trash(&self) -> Result<Vec<TrashRow>> {
        let mut rows = Vec::new();
        for (kind, title) in SHOWN {
            let key = if kind.has_key() { "t.key" } else { "NULL" };
            let sql = format!(
                "SELECT e.id, {key} AS key, t.\"{title}\" AS title,
                        (SELECT o.at_utc_ms FROM op o WHERE o.op_no =
                            (SELECT max(op_no) FROM op_entity WHERE entity_no = t.no)) AS deleted_at
                   FROM \"{kind}\" t JOIN entity e USING (no)
                  WHERE t.deleted = 1 ORDER BY deleted_at DESC LIMIT ?1"
            );
            let mut statement = self.conn().prepare_cached(&sql)?;
            let found = statement.query_map([MOST_ROWS], |row| {
                Ok(TrashRow {
                    id: id(row, "id")?,
                    kind,
                    key: row.get("key")?,
                    title: text(row, "title")?,
                    deleted_at_ms: row.get("deleted_at")?,
                })
            })?;
            rows.extend(found.collect::<rusqlite::Result<Vec<_>>>()?);
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.deleted_at_ms));
        Ok(rows)
    }
}
