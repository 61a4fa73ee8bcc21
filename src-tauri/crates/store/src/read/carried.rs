//! What a person carries now.

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;

use super::columns::{id, maybe_id, text};
use crate::error::Result;
use crate::reader::Read;

/// One thing a person answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The thing.
    pub id: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// The field that names the person.
    pub field: &'static str,
    /// Its title or name.
    pub title: String,
    /// The area it is in, itself for an area; `None` = in no area.
    pub area: Option<EntityId>,
}

/// What can be carried: kind, field that names the person, while, title, number of its area.
const CARRIED: [(Kind, &str, &str, &str, &str); 5] = [
    (Kind::Area, "owner", "1", "t.key", "t.no"),
    (Kind::Area, "backup", "1", "t.key", "t.no"),
    (Kind::Request, "owner", "t.closed_at IS NULL", "t.title", "t.area"),
    (Kind::Workaround, "owner", "(t.ended IS NULL OR t.ended > ?2)", "t.title", "t.area"),
    (
        Kind::ShadowRecord,
        "keeper",
        "(t.ended IS NULL OR t.ended > ?2)",
        "t.title",
        "(SELECT area FROM question WHERE no = t.question)",
    ),
];

impl Read<'_> {
    /// Areas, backups, open requests, workarounds in use and lists still kept that name a person.
    ///
    /// # Errors
    /// From SQLite.
    pub fn carried_by(&self, person: EntityId, today: Day) -> Result<Vec<Carried>> {
        let mut carried = Vec::new();
        for (kind, field, while_, title, area) in CARRIED {
            // The day is always bound, so that every question takes the same two parameters.
            let sql = format!(
                "SELECT e.id, {title} AS title, (SELECT id FROM entity WHERE no = {area}) AS area
                   FROM {kind} t JOIN entity e USING (no)
                  WHERE t.{field} = (SELECT no FROM entity WHERE id = ?1)
                    AND t.deleted IS NOT 1 AND {while_} AND ?2 IS NOT NULL ORDER BY no"
            );
            let mut statement = self.conn().prepare_cached(&sql)?;
            let params: [&dyn rusqlite::ToSql; 2] = [&person.bytes().as_slice(), &today.to_string()];
            let rows = statement.query_map(params, |row| {
                let (title, area) = (text(row, "title")?, maybe_id(row, "area")?);
                Ok(Carried { id: id(row, "id")?, kind, field, title, area })
            })?;
            for found in rows {
                carried.push(found?);
            }
        }
        Ok(carried)
    }
}
