//! Changes in the clinic, the EHR or around them.

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::words::EventKind;
use rusqlite::types::Value;

use super::{Asked, Order, RegisterAfter, RegisterPage};
use crate::error::Result;
use crate::read::columns::{day, id, text, word, yes};
use crate::reader::Read;

/// Newest first; the index of the table stands in the same words.
const BY_DAY: Order = Order { sql: "coalesce(t.\"on\", '')", down: true };

/// Which change events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Only this kind.
    pub kind: Option<EventKind>,
    /// Only those at which control limits restart.
    pub rebase: bool,
    /// Only where words begin so; empty = any.
    pub text: String,
}

/// One change event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventFull {
    /// Which thing.
    pub id: EntityId,
    /// The clinic's own short id.
    pub key: String,
    /// Its day.
    pub on: Option<Day>,
    /// What kind of change.
    pub kind: Option<EventKind>,
    /// Its name.
    pub title: String,
    /// Control limits restart in its week.
    pub rebase: bool,
    /// Deleted.
    pub deleted: bool,
}

impl Read<'_> {
    /// A page of change events, newest first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn event_page(
        &self,
        filter: &EventFilter,
        after: Option<&RegisterAfter>,
        limit: u32,
        today: Day,
    ) -> Result<RegisterPage> {
        let mut asked = Asked::of_those_here(today);
        if let Some(kind) = filter.kind {
            let kind = asked.bind(Value::Text(kind.word().to_owned()));
            asked.and(&format!("t.kind = {kind}"));
        }
        if filter.rebase {
            asked.and("t.rebase = 1");
        }
        asked.has_words(&filter.text);
        self.register_page(Kind::Event, asked, &BY_DAY, after, limit)
    }

    /// These change events in their order, deleted ones included; unknown ones are left out.
    ///
    /// # Errors
    /// From SQLite.
    pub fn events_of(&self, ids: &[EntityId]) -> Result<Vec<EventFull>> {
        let sql = "SELECT e.id, t.key, t.\"on\", t.kind, t.title, t.rebase, t.deleted
                     FROM event t JOIN entity e USING (no) WHERE e.id = ?1";
        self.rows_of(sql, ids, |row| {
            Ok(EventFull {
                id: id(row, "id")?,
                key: text(row, "key")?,
                on: day(row, "on")?,
                kind: word(row, "kind", EventKind::from_word)?,
                title: text(row, "title")?,
                rebase: yes(row, "rebase")?,
                deleted: yes(row, "deleted")?,
            })
        })
    }
}
