//! Names that the rows of a list share.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::clinic::AreaName;
use super::columns::WhoRow;
use super::in_order::InOrder;
use crate::entity::EntityNo;
use crate::error::Result;
use crate::reader::Read;

/// Areas, people and vendors by their numbers, each looked up when the first row of a page names it: a page has a hundred
/// rows, and a clinic a few dozen of these.
pub(super) struct Names<'c> {
    conn: &'c Connection,
    areas: HashMap<EntityNo, Option<AreaName>>,
    people: HashMap<EntityNo, Option<WhoRow>>,
    vendors: HashMap<EntityNo, Option<String>>,
}

impl<'c> Names<'c> {
    /// Of what this picture of the database holds.
    pub(super) fn in_picture(read: &'c Read<'_>) -> Self {
        Self { conn: read.conn(), areas: HashMap::new(), people: HashMap::new(), vendors: HashMap::new() }
    }

    /// An area; one that is only referred to so far has no name.
    ///
    /// # Errors
    /// From SQLite.
    pub(super) fn area(&mut self, no: Option<EntityNo>) -> Result<Option<AreaName>> {
        const SQL: &str = "SELECT e.id, a.key FROM entity e LEFT JOIN area a ON a.no = e.no WHERE e.no = ?1";
        named(self.conn, &mut self.areas, no, SQL, |row| Ok(AreaName { id: row.id()?, name: row.text()? }))
    }

    /// A person, or a name as written where none matches.
    ///
    /// # Errors
    /// From SQLite.
    pub(super) fn who(&mut self, no: Option<EntityNo>, text: Option<String>) -> Result<Option<WhoRow>> {
        const SQL: &str =
            "SELECT e.id, coalesce(p.name, p.key) FROM entity e LEFT JOIN person p ON p.no = e.no
                            WHERE e.no = ?1";
        let person = named(self.conn, &mut self.people, no, SQL, |row| {
            Ok(WhoRow { id: Some(row.id()?), name: row.text()? })
        })?;
        Ok(match (person, text) {
            // Only referred to so far: what was written says more.
            (Some(person), Some(text)) if person.name.is_empty() => Some(WhoRow { name: text, ..person }),
            (Some(person), _) => Some(person),
            (None, text) => text.map(|name| WhoRow { id: None, name }),
        })
    }

    /// Who makes a system.
    ///
    /// # Errors
    /// From SQLite.
    pub(super) fn vendor(&mut self, no: Option<EntityNo>) -> Result<Option<String>> {
        const SQL: &str = "SELECT vendor FROM system WHERE no = ?1";
        let vendor = named(self.conn, &mut self.vendors, no, SQL, |row| row.text())?;
        Ok(vendor.filter(|vendor| !vendor.is_empty()))
    }
}

/// What is known of a number, read once.
fn named<T: Clone>(
    conn: &Connection,
    known: &mut HashMap<EntityNo, Option<T>>,
    no: Option<EntityNo>,
    sql: &str,
    read: impl FnOnce(&mut InOrder<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>> {
    let Some(no) = no else { return Ok(None) };
    if let Some(known) = known.get(&no) {
        return Ok(known.clone());
    }
    let found =
        conn.prepare_cached(sql)?.query_row([no], |row| read(&mut InOrder::from(row, 0))).optional()?;
    Ok(known.entry(no).or_insert(found).clone())
}
