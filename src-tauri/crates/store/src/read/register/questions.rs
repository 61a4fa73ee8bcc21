//! What leadership needs to know, and where it is answered.

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::words::AnsweredIn;
use rusqlite::types::Value;

use super::{Asked, Order, RegisterAfter, RegisterPage};
use crate::error::Result;
use crate::read::clinic::AreaName;
use crate::read::columns::{day, id, maybe_id, text, word, yes};
use crate::reader::Read;

/// Where it is answered today: of two answers of one day the last listed holds (A13).
const NOW: &str = "(SELECT a.answered_in FROM answer a JOIN entity ae ON ae.no = a.no
    WHERE a.question = t.no AND a.deleted IS NOT 1 AND a.\"from\" <= ?1
    ORDER BY a.\"from\" DESC, a.listed IS NULL DESC, a.listed DESC, ae.id DESC LIMIT 1)";

/// What is not answered comes first: that is what the list is for.
const BY_NEED: Order = Order {
    sql: "(CASE (SELECT a.answered_in FROM answer a JOIN entity ae ON ae.no = a.no
             WHERE a.question = t.no AND a.deleted IS NOT 1 AND a.\"from\" <= ?1
             ORDER BY a.\"from\" DESC, a.listed IS NULL DESC, a.listed DESC, ae.id DESC LIMIT 1)
           WHEN 'shadow' THEN '2' WHEN 'ehr' THEN '3' WHEN 'none' THEN '0' ELSE '1' END)",
    down: false,
};

/// Which questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuestionFilter {
    /// Only answered there today.
    pub answered_in: Option<AnsweredIn>,
    /// Only this area.
    pub area: Option<EntityId>,
    /// Only where words begin so; empty = any.
    pub text: String,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionRow {
    /// Which thing.
    pub id: EntityId,
    /// The clinic's own short id.
    pub key: String,
    /// The question.
    pub text: String,
    /// Its configuration area.
    pub area: Option<AreaName>,
    /// Deleted.
    pub deleted: bool,
}

/// Where a question is answered from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRow {
    /// Which thing.
    pub id: EntityId,
    /// From this day.
    pub from: Day,
    /// Where.
    pub answered_in: AnsweredIn,
}

impl Read<'_> {
    /// A page of questions, what is not answered first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn question_page(
        &self,
        filter: &QuestionFilter,
        after: Option<&RegisterAfter>,
        limit: u32,
        today: Day,
    ) -> Result<RegisterPage> {
        let mut asked = Asked::of_those_here(today);
        if let Some(answered_in) = filter.answered_in {
            let word = asked.bind(Value::Text(answered_in.word().to_owned()));
            asked.and(&format!("{NOW} = {word}"));
        }
        asked.is("area", filter.area);
        asked.has_words(&filter.text);
        self.register_page(Kind::Question, asked, &BY_NEED, after, limit)
    }

    /// These questions in their order, deleted ones included; unknown ones are left out.
    ///
    /// # Errors
    /// From SQLite.
    pub fn questions_of(&self, ids: &[EntityId]) -> Result<Vec<QuestionRow>> {
        let sql = "SELECT e.id, t.key, t.text, t.deleted,
                          (SELECT id FROM entity WHERE no = t.area) AS area_id,
                          (SELECT key FROM area WHERE no = t.area) AS area_name
                     FROM question t JOIN entity e USING (no) WHERE e.id = ?1";
        self.rows_of(sql, ids, |row| {
            let area = maybe_id(row, "area_id")?;
            let area_name = text(row, "area_name")?;
            Ok(QuestionRow {
                id: id(row, "id")?,
                key: text(row, "key")?,
                text: text(row, "text")?,
                area: area.map(|id| AreaName { id, name: area_name }),
                deleted: yes(row, "deleted")?,
            })
        })
    }

    /// A question's answers by day, as listed; half an answer (without a day or a place) is left out.
    ///
    /// # Errors
    /// From SQLite.
    pub fn answers_of(&self, question: EntityId) -> Result<Vec<AnswerRow>> {
        let sql = "SELECT e.id, t.\"from\", t.answered_in FROM answer t JOIN entity e USING (no)
                    WHERE t.question = (SELECT no FROM entity WHERE id = ?1) AND t.deleted IS NOT 1
                    ORDER BY t.\"from\", t.listed IS NULL, t.listed, e.id";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([question.bytes().as_slice()], |row| {
            let answer = |from, answered_in| Ok(AnswerRow { id: id(row, "id")?, from, answered_in });
            match (day(row, "from")?, word(row, "answered_in", AnsweredIn::from_word)?) {
                (Some(from), Some(answered_in)) => answer(from, answered_in).map(Some),
                _ => Ok(None),
            }
        })?;
        let rows: Vec<_> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(rows.into_iter().flatten().collect())
    }
}
