//! The register: configuration changes, change events, questions and the lists kept beside the EHR.
//!
//! Each list is asked for in pages by keyset. Changes and events walk the index of their day and stop at the
//! page's end, however long the register grows.

mod changes;
mod events;
mod questions;
mod shadows;

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, ToSql};

pub use self::changes::{ConfigChangeFilter, ConfigChangeRow};
pub use self::events::{EventFilter, EventFull};
pub use self::questions::{AnswerRow, QuestionFilter, QuestionRow};
pub use self::shadows::{ShadowFilter, ShadowRow};
use super::columns::{count, id, text};
use super::search::fts_query;
use crate::error::Result;
use crate::reader::Read;

/// The last row of the page before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterAfter {
    /// What it was ordered by.
    pub order: String,
    /// The row.
    pub id: EntityId,
}

/// A page: the rows' identities in order, where the next page begins, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterPage {
    /// The rows.
    pub ids: Vec<EntityId>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<RegisterAfter>,
    /// How many rows the filter finds.
    pub total: u32,
}

/// A condition in the making; the table is `t`, `?1` is today.
struct Asked {
    sql: String,
    values: Vec<Value>,
}

impl Asked {
    fn of_those_here(today: Day) -> Self {
        Self {
            sql: "?1 IS NOT NULL AND t.deleted IS NOT 1".to_owned(),
            values: vec![Value::Text(today.to_string())],
        }
    }

    fn and(&mut self, condition: &str) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
    }

    fn bind(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("?{}", self.values.len())
    }

    /// A reference to a thing.
    fn is(&mut self, column: &str, thing: Option<EntityId>) {
        if let Some(thing) = thing {
            let thing = self.bind(Value::Blob(thing.bytes().to_vec()));
            self.and(&format!("t.\"{column}\" = (SELECT no FROM entity WHERE id = {thing})"));
        }
    }

    fn has_words(&mut self, words: &str) {
        if let Some(words) = fts_query(words) {
            let words = self.bind(Value::Text(words));
            self.and(&format!("t.no IN (SELECT rowid FROM search WHERE search MATCH {words})"));
        }
    }

    fn params(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(|value| value as &dyn ToSql).collect()
    }
}

/// How a list is ordered; equal ones stand as they were written down, in the same direction.
struct Order {
    sql: &'static str,
    down: bool,
}

impl Read<'_> {
    fn register_page(
        &self,
        kind: Kind,
        mut asked: Asked,
        order: &Order,
        after: Option<&RegisterAfter>,
        limit: u32,
    ) -> Result<RegisterPage> {
        let total = {
            let sql = format!("SELECT count(*) AS n FROM \"{kind}\" t WHERE {}", asked.sql);
            let mut statement = self.conn().prepare_cached(&sql)?;
            statement.query_row(&asked.params()[..], |row| count(row, "n"))?
        };
        let (less, way) = if order.down { ("<", "DESC") } else { (">", "ASC") };
        if let Some(after) = after {
            let value = asked.bind(Value::Text(after.order.clone()));
            let thing = asked.bind(Value::Blob(after.id.bytes().to_vec()));
            let place =
                format!("({}, t.no) {less} ({value}, (SELECT no FROM entity WHERE id = {thing}))", order.sql);
            asked.and(&place);
        }
        let sql = format!(
            "SELECT e.id, {order} AS place FROM \"{kind}\" t JOIN entity e USING (no)
              WHERE {} ORDER BY {order} {way}, t.no {way} LIMIT {}",
            asked.sql,
            // One more than wanted says whether there is a next page.
            u64::from(limit) + 1,
            order = order.sql,
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows =
            statement.query_map(&asked.params()[..], |row| Ok((id(row, "id")?, text(row, "place")?)))?;
        let mut rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next =
            rows.last().filter(|_| more).map(|(id, order)| RegisterAfter { order: order.clone(), id: *id });
        Ok(RegisterPage { ids: rows.into_iter().map(|(id, _)| id).collect(), next, total })
    }

    /// Rows of these things in their order, `?1` the thing; unknown ones are left out.
    fn rows_of<T>(
        &self,
        sql: &str,
        ids: &[EntityId],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.conn().prepare_cached(sql)?;
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            rows.extend(statement.query_row([id.bytes().as_slice()], &read).optional()?);
        }
        Ok(rows)
    }
}
