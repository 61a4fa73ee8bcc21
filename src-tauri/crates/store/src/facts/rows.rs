//! Rows of a query, and where their things stand in their list.

use std::collections::HashMap;

use keepalive_domain::ids::EntityId;
use rusqlite::types::FromSql;
use rusqlite::{Connection, Params, Row};

use crate::apply::Session;
use crate::entity::EntityNo;
use crate::error::Result;

/// The order every list has: as imported, then as typed. For a table `t` joined with its `entity e`.
pub(super) const AS_LISTED: &str = "t.listed IS NULL, t.listed, e.id";

/// Positions of things in their list.
#[derive(Debug, Default)]
pub(super) struct Positions {
    by_no: HashMap<EntityNo, usize>,
    /// In order, as far as the list was read here.
    pub(super) ids: Vec<EntityId>,
}

impl Positions {
    /// Of things given by identity.
    pub(super) fn of(conn: &Connection, ids: &[EntityId]) -> Result<Self> {
        let mut session = Session::new(conn);
        let mut by_no = HashMap::new();
        for (at, id) in ids.iter().enumerate() {
            if let Some(known) = session.known(*id)? {
                by_no.insert(known.no, at);
            }
        }
        Ok(Self { by_no, ids: ids.to_vec() })
    }

    /// Of those things of a list of which the number is known.
    pub(super) fn where_known(ids: &[EntityId], nos: &HashMap<EntityId, EntityNo>) -> Self {
        let by_no = ids.iter().enumerate().filter_map(|(at, id)| Some((*nos.get(id)?, at))).collect();
        Self { by_no, ids: Vec::new() }
    }

    /// Adds the next thing.
    pub(super) fn push(&mut self, no: EntityNo, id: EntityId) {
        self.by_no.insert(no, self.ids.len());
        self.ids.push(id);
    }

    /// Where a thing stands; `None` if it is not in the list.
    pub(super) fn at(&self, no: Option<EntityNo>) -> Option<usize> {
        self.by_no.get(&no?).copied()
    }
}

/// Runs a query, giving each row to `each`.
pub(super) fn each_row(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    mut each: impl FnMut(&Row<'_>) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        each(row)?;
    }
    Ok(())
}

/// The identity in a column of sixteen bytes.
pub(super) fn id(row: &Row<'_>, column: &str) -> Result<EntityId> {
    Ok(EntityId::from_uuid(uuid::Uuid::from_bytes(row.get(column)?)))
}

/// The value of a column by name.
pub(super) fn get<T: FromSql>(row: &Row<'_>, column: &str) -> Result<T> {
    Ok(row.get(column)?)
}

/// A word of a closed vocabulary; `None` where nothing stands. Words of a newer version never reach the column.
pub(super) fn word<T>(row: &Row<'_>, column: &str, from_word: fn(&str) -> Option<T>) -> Result<Option<T>> {
    let text = row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?;
    Ok(text.and_then(from_word))
}
