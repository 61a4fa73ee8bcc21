//! Spreadsheets and lists kept beside the EHR.

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;

use super::{Asked, Order, RegisterAfter, RegisterPage};
use crate::error::Result;
use crate::read::columns::{WhoRow, day, id, key_sql, maybe_id, text, who, who_sql, yes};
use crate::reader::Read;

/// Those still kept first, then by the day they began, newest first.
const STILL_KEPT_FIRST: Order =
    Order { sql: "((CASE WHEN t.ended <= ?1 THEN '0' ELSE '1' END) || coalesce(t.started, ''))", down: true };

/// Which shadow records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShadowFilter {
    /// Only still kept (`true`), only ended.
    pub kept: Option<bool>,
    /// Only those that answer this question.
    pub question: Option<EntityId>,
    /// Only where words begin so; empty = any.
    pub text: String,
}

/// One shadow record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShadowRow {
    /// Which thing.
    pub id: EntityId,
    /// The clinic's own short id.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// Who keeps it.
    pub keeper: Option<WhoRow>,
    /// The question it answers: identity, text.
    pub question: Option<(EntityId, String)>,
    /// Where it lives.
    pub kept_in: Option<String>,
    /// First day.
    pub started: Option<Day>,
    /// First day no longer kept.
    pub ended: Option<Day>,
    /// The workaround that keeping it is: identity, key, title.
    pub workaround: Option<(EntityId, String, String)>,
    /// Deleted.
    pub deleted: bool,
}

impl Read<'_> {
    /// A page of shadow records, those still kept first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn shadow_page(
        &self,
        filter: &ShadowFilter,
        after: Option<&RegisterAfter>,
        limit: u32,
        today: Day,
    ) -> Result<RegisterPage> {
        let mut asked = Asked::of_those_here(today);
        match filter.kept {
            Some(true) => asked.and("(t.ended IS NULL OR t.ended > ?1)"),
            Some(false) => asked.and("t.ended <= ?1"),
            None => {}
        }
        asked.is("question", filter.question);
        asked.has_words(&filter.text);
        self.register_page(Kind::ShadowRecord, asked, &STILL_KEPT_FIRST, after, limit)
    }

    /// These shadow records in their order, deleted ones included; unknown ones are left out.
    ///
    /// # Errors
    /// From SQLite.
    pub fn shadows_of(&self, ids: &[EntityId]) -> Result<Vec<ShadowRow>> {
        let sql = format!(
            "SELECT e.id, t.key, t.title, t.kept_in, t.started, t.ended, t.deleted, {},
                    qe.id AS question_id, q.text AS question_text,
                    we.id AS workaround_id, {} AS workaround_key, w.title AS workaround_title
               FROM shadow_record t JOIN entity e USING (no)
               LEFT JOIN entity qe ON qe.no = t.question LEFT JOIN question q ON q.no = t.question
               LEFT JOIN entity we ON we.no = t.workaround LEFT JOIN workaround w ON w.no = t.workaround
              WHERE e.id = ?1",
            who_sql("t", "keeper", "keeper"),
            key_sql("w"),
        );
        self.rows_of(&sql, ids, |row| {
            let question = maybe_id(row, "question_id")?;
            let question_text = text(row, "question_text")?;
            let workaround = maybe_id(row, "workaround_id")?;
            let (key, title) = (text(row, "workaround_key")?, text(row, "workaround_title")?);
            Ok(ShadowRow {
                id: id(row, "id")?,
                key: text(row, "key")?,
                title: text(row, "title")?,
                keeper: who(row, "keeper")?,
                question: question.map(|id| (id, question_text)),
                kept_in: row.get("kept_in")?,
                started: day(row, "started")?,
                ended: day(row, "ended")?,
                workaround: workaround.map(|id| (id, key, title)),
                deleted: yes(row, "deleted")?,
            })
        })
    }
}
