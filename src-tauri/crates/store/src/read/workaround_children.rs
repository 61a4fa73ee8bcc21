//! What is written down about a workaround: estimates and occurrences.

use keepalive_domain::facts::{Day, InstantMs};
use keepalive_domain::ids::EntityId;
use keepalive_domain::words::Basis;
use rusqlite::ToSql;

use super::columns::{WhoRow, day, id, who, who_sql, word};
use crate::error::Result;
use crate::reader::Read;

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

impl Read<'_> {
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
}
