//! The weekly pulse.

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use rusqlite::ToSql;

use super::columns::{count, id, yes};
use crate::error::Result;
use crate::reader::Read;

/// Who is on the roster on `?1`: staff who are here (A12).
const ROSTER: &str = "p.deleted IS NOT 1 AND coalesce(p.role, '') <> 'vendor'
    AND (p.active_from IS NULL OR p.active_from <= ?1) AND (p.active_to IS NULL OR p.active_to > ?1)";

/// One answer to the weekly pulse.
#[derive(Debug, Clone, PartialEq)]
pub struct PulseRow {
    /// Which thing.
    pub id: EntityId,
    /// Whether the person answered.
    pub answered: bool,
    /// Hours in the EHR outside scheduled patient time.
    pub ehr_hours_outside: Option<f64>,
    /// Scheduled patient hours.
    pub scheduled_hours: Option<f64>,
}

impl Read<'_> {
    /// A person's answers on these days, the last day excluded.
    ///
    /// # Errors
    /// From SQLite.
    pub fn pulse_rows(&self, person: EntityId, from: Day, to: Day) -> Result<Vec<PulseRow>> {
        let sql = "SELECT e.id, t.answered, t.ehr_hours_outside, t.scheduled_hours
                     FROM pulse t JOIN entity e USING (no)
                    WHERE t.person = (SELECT no FROM entity WHERE id = ?1) AND t.deleted IS NOT 1
                      AND t.week_of >= ?2 AND t.week_of < ?3
                    ORDER BY t.week_of, t.no";
        let mut statement = self.conn().prepare_cached(sql)?;
        let params: [&dyn ToSql; 3] = [&person.bytes().as_slice(), &from.to_string(), &to.to_string()];
        let rows = statement.query_map(params, |row| {
            Ok(PulseRow {
                id: id(row, "id")?,
                answered: yes(row, "answered")?,
                ehr_hours_outside: row.get("ehr_hours_outside")?,
                scheduled_hours: row.get("scheduled_hours")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many people are on the roster on a day.
    ///
    /// # Errors
    /// From SQLite.
    pub fn roster_on(&self, day: Day) -> Result<u32> {
        let sql = format!("SELECT count(*) AS n FROM person p WHERE {ROSTER}");
        let mut statement = self.conn().prepare_cached(&sql)?;
        Ok(statement.query_row([day.to_string()], |row| count(row, "n"))?)
    }

    /// How many of them answered the pulse on these days, the last day excluded.
    ///
    /// # Errors
    /// From SQLite.
    pub fn answered_among(&self, roster_on: Day, from: Day, to: Day) -> Result<u32> {
        let sql = format!(
            "SELECT count(*) AS n FROM person p WHERE {ROSTER} AND EXISTS (
                SELECT 1 FROM pulse t WHERE t.person = p.no AND t.deleted IS NOT 1 AND t.answered = 1
                   AND t.week_of >= ?2 AND t.week_of < ?3)"
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let params: [&dyn ToSql; 3] = [&roster_on.to_string(), &from.to_string(), &to.to_string()];
        Ok(statement.query_row(params, |row| count(row, "n"))?)
    }
}
