//! People with their staffing, and their weekly answers.

use keepalive_domain::facts::{Person, Pulse};
use rusqlite::Connection;

use super::rows::{AS_LISTED, Positions, each_row, get, id};
use crate::error::Result;

/// Staff and vendor contacts, as listed.
pub(super) fn people(conn: &Connection) -> Result<(Vec<Person>, Positions)> {
    let (mut list, mut positions) = (Vec::new(), Positions::default());
    let sql = format!(
        "SELECT t.no, e.id, t.key, t.role, t.active_from, t.active_to FROM person t JOIN entity e ON e.no = t.no
          WHERE t.deleted IS NOT 1 ORDER BY {AS_LISTED}"
    );
    each_row(conn, &sql, [], |row| {
        list.push(Person {
            key: get::<Option<String>>(row, "key")?.unwrap_or_default(),
            role: get::<Option<String>>(row, "role")?.unwrap_or_default(),
            active_from: get(row, "active_from")?,
            active_to: get(row, "active_to")?,
            fte: Vec::new(),
        });
        positions.push(get(row, "no")?, id(row, "id")?);
        Ok(())
    })?;
    let sql = format!(
        "SELECT t.person, t.\"from\", t.fte FROM fte t JOIN entity e ON e.no = t.no
          WHERE t.deleted IS NOT 1 AND t.\"from\" IS NOT NULL AND t.fte IS NOT NULL ORDER BY {AS_LISTED}"
    );
    each_row(conn, &sql, [], |row| {
        if let Some(at) = positions.at(get(row, "person")?) {
            list[at].fte.push((get(row, "from")?, get(row, "fte")?));
        }
        Ok(())
    })?;
    Ok((list, positions))
}

/// Weekly answers, as listed.
pub(super) fn pulse(conn: &Connection, people: &Positions) -> Result<Vec<Pulse>> {
    let mut list = Vec::new();
    let sql = format!(
        "SELECT t.person, t.week_of, t.answered IS 1 AS answered, t.ehr_hours_outside, t.scheduled_hours
           FROM pulse t JOIN entity e ON e.no = t.no
          WHERE t.deleted IS NOT 1 AND t.week_of IS NOT NULL ORDER BY {AS_LISTED}"
    );
    each_row(conn, &sql, [], |row| {
        if let Some(person) = people.at(get(row, "person")?) {
            list.push(Pulse {
                person,
                week_of: get(row, "week_of")?,
                answered: get(row, "answered")?,
                ehr_hours_outside: get(row, "ehr_hours_outside")?,
                scheduled_hours: get(row, "scheduled_hours")?,
            });
        }
        Ok(())
    })?;
    Ok(list)
}
