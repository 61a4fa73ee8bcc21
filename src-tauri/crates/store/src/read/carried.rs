//! What a person carries now.

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;

use super::columns::id;
use crate::error::Result;
use crate::reader::Read;

/// One thing a person answers for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carried {
    /// The thing.
    pub id: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// The field that names the person.
    pub field: &'static str,
}

impl Read<'_> {
    /// Areas, backups, open requests and workarounds in use that name a person.
    ///
    /// # Errors
    /// From SQLite.
    pub fn carried_by(&self, person: EntityId, today: Day) -> Result<Vec<Carried>> {
        let questions = [
            (Kind::Area, "owner", "1"),
            (Kind::Area, "backup", "1"),
            (Kind::Request, "owner", "t.closed_at IS NULL"),
            (Kind::Workaround, "owner", "(t.ended IS NULL OR t.ended > ?2)"),
        ];
        let mut carried = Vec::new();
        for (kind, field, while_) in questions {
            // The day is always bound, so that every question takes the same two parameters.
            let sql = format!(
                "SELECT e.id FROM {kind} t JOIN entity e USING (no)
                  WHERE t.{field} = (SELECT no FROM entity WHERE id = ?1)
                    AND t.deleted IS NOT 1 AND {while_} AND ?2 IS NOT NULL ORDER BY no"
            );
            let mut statement = self.conn().prepare_cached(&sql)?;
            let params: [&dyn rusqlite::ToSql; 2] = [&person.bytes().as_slice(), &today.to_string()];
            for found in statement.query_map(params, |row| id(row, "id"))? {
                carried.push(Carried { id: found?, kind, field });
            }
        }
        Ok(carried)
    }
}
