//! Search by words over everything the registry calls searched.

use keepalive_domain::facts::Day;
use keepalive_domain::ids::{EntityId, is_mark};
use keepalive_domain::schema::Kind;
use keepalive_domain::telling_words::{are_alike, telling_words};
use keepalive_domain::words::RequestState;
use rusqlite::{OptionalExtension, Row, ToSql};

use super::columns::{count, day, id, key_sql, text, word};
use super::people::PEOPLE;
use crate::entity::EntityNo;
use crate::error::Result;
use crate::reader::Read;

/// The most words of a question that are looked at; a longer one is a pasted paragraph.
const MOST_WORDS: usize = 12;

/// Shorter words are looked for whole: as beginnings they match nearly everything.
const SHORTEST_BEGINNING: usize = 2;

/// What shares a word, for one that is alike in the end: the index ranks by rarity, likeness is judged after it.
const CANDIDATES_PER_ROW: u32 = 12;

/// How much a word counts in the key, the title and the rest.
const WEIGHTS: &str = "bm25(search, 10.0, 5.0, 1.0)";

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which thing to open: for a comment, what it was written under.
    pub id: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// The clinic's own short id.
    pub key: Option<String>,
    /// Its title or name.
    pub title: String,
    /// Closed, retired or gone.
    pub closed: bool,
}

/// An open request or a workaround in use that reads alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimilarRow {
    /// Which thing.
    pub id: EntityId,
    /// Request or workaround.
    pub kind: Kind,
    /// The clinic's own short id.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Request: its effective state.
    pub state: Option<RequestState>,
    /// Whether anybody owns it.
    pub has_owner: bool,
    /// Request: the vendor of its system, if it names one.
    pub vendor: Option<String>,
    /// Request: due day of the original fix promise.
    pub fix_due: Option<Day>,
    /// Request: how many people need it, see [`super::people`]. Workaround: who said "me too".
    pub people: u32,
    /// Workaround: how often it happened.
    pub times: u32,
}

/// The FTS5 question for words of which all must be there, the last ones perhaps unfinished; `None` without any.
pub(super) fn fts_query(text: &str) -> Option<String> {
    let words: Vec<_> = text
        .split_whitespace()
        .map(without_mark)
        .flat_map(words)
        .take(MOST_WORDS)
        .map(|word| beginning(&word))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The question for anything that shares a telling word.
fn any_of(telling: &[String]) -> Option<String> {
    let words: Vec<_> = telling.iter().take(MOST_WORDS).map(|word| beginning(word)).collect();
    (!words.is_empty()).then(|| words.join(" OR "))
}

/// A key without what tells it from the same one of another desk: that is no word of the record.
fn without_mark(word: &str) -> &str {
    match word.rsplit_once('~') {
        Some((key, mark)) if is_mark(mark) => key,
        _ => word,
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned)
}

/// A word as FTS5 takes it. Words hold letters and digits only, so nothing in them means anything to FTS5.
fn beginning(word: &str) -> String {
    let star = if word.chars().count() >= SHORTEST_BEGINNING { "*" } else { "" };
    format!("\"{word}\"{star}")
}

impl Read<'_> {
    /// Things that have all the words, best first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn search(&self, text: &str, today: Day, limit: u32) -> Result<Vec<Found>> {
        let Some(question) = fts_query(text) else { return Ok(Vec::new()) };
        // Only the best are looked up: the beginning of a usual word is in a good part of all things.
        let sql = format!(
            "SELECT best.no, e.kind
               FROM (SELECT rowid AS no, {WEIGHTS} AS worth FROM search
                      WHERE search MATCH ?1 ORDER BY worth, rowid DESC LIMIT ?2) best
               JOIN entity e ON e.no = best.no
              ORDER BY best.worth, best.no DESC"
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        // Some more than wanted: kinds that have words and no place of their own fall out below.
        let params: [&dyn ToSql; 2] = [&question, &(limit.saturating_mul(2))];
        let hits = statement.query_map(params, |row| {
            Ok((row.get::<_, EntityNo>("no")?, row.get::<_, Option<String>>("kind")?))
        })?;
        let mut found = Vec::new();
        for hit in hits {
            let (no, kind) = hit?;
            if let Some(kind) = kind.as_deref().and_then(Kind::from_name) {
                found.extend(self.found(kind, no, today)?);
            }
        }
        found.truncate(limit as usize);
        Ok(found)
    }

    fn found(&self, kind: Kind, no: EntityNo, today: Day) -> Result<Option<Found>> {
        let (title, closed) = match kind {
            Kind::Request => ("title", "closed_at IS NOT NULL"),
            Kind::Workaround | Kind::ShadowRecord => ("title", "coalesce(ended <= ?2, 0)"),
            Kind::Person => ("name", "coalesce(active_to <= ?2, 0)"),
            Kind::System => ("name", "coalesce(retired <= ?2, 0)"),
            Kind::Site => ("name", "0"),
            Kind::Area => ("key", "0"),
            Kind::Question => ("text", "0"),
            Kind::Event => ("title", "0"),
            Kind::ConfigChange => ("item", "0"),
            Kind::Candidate => ("name", "0"),
            Kind::VendorAnswer | Kind::CandidateAnswer => ("stated", "0"),
            Kind::Comment => return self.found_comment(no),
            _ => return Ok(None),
        };
        let key = match kind {
            Kind::Request | Kind::Workaround => key_sql("t"),
            kind if kind.has_key() && kind != Kind::Area => "t.key".to_owned(),
            _ => "NULL".to_owned(),
        };
        let sql = format!(
            "SELECT e.id, {key} AS key, t.\"{title}\" AS title, ({closed}) AS closed
               FROM \"{kind}\" t JOIN entity e USING (no)
              WHERE no = ?1 AND t.deleted IS NOT 1 AND ?2 IS NOT NULL"
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let params: [&dyn ToSql; 2] = [&no, &today.to_string()];
        let row = statement.query_row(params, |row| {
            Ok(Found {
                id: id(row, "id")?,
                kind,
                key: row.get("key")?,
                title: text(row, "title")?,
                closed: row.get("closed")?,
            })
        });
        Ok(row.optional()?)
    }

    fn found_comment(&self, no: EntityNo) -> Result<Option<Found>> {
        let sql = "SELECT e.id, e.kind, c.text AS title FROM comment c JOIN entity e ON e.no = c.item
                    WHERE c.no = ?1 AND c.deleted IS NOT 1";
        let mut statement = self.conn().prepare_cached(sql)?;
        let row =
            statement.query_row([no], |row| Ok((id(row, "id")?, text(row, "kind")?, text(row, "title")?)));
        Ok(row.optional()?.and_then(|(id, kind, title)| {
            Some(Found { id, kind: Kind::from_name(&kind)?, key: None, title, closed: false })
        }))
    }

    /// Open requests and workarounds in use that read alike: those with all the words first, then those about the
    /// same, as their telling words say.
    ///
    /// # Errors
    /// From SQLite.
    pub fn similar(&self, text: &str, today: Day, limit: u32) -> Result<Vec<SimilarRow>> {
        let telling = telling_words(text);
        let Some(sharing) = any_of(&telling) else { return Ok(Vec::new()) };
        let mut rows = match fts_query(text) {
            Some(all) => self.similar_to(&all, today, limit)?,
            None => Vec::new(),
        };
        if rows.len() < limit as usize {
            for row in self.similar_to(&sharing, today, limit.saturating_mul(CANDIDATES_PER_ROW))? {
                let known = rows.iter().any(|there| there.id == row.id);
                if !known && are_alike(&telling, &telling_words(&row.title)) {
                    rows.push(row);
                }
            }
        }
        rows.truncate(limit as usize);
        Ok(rows)
    }

    fn similar_to(&self, question: &str, today: Day, limit: u32) -> Result<Vec<SimilarRow>> {
        let sql = format!(
            "SELECT e.id, e.kind, coalesce({}, {}) AS key, coalesce(r.title, w.title) AS title, r.state,
                    coalesce(r.owner IS NOT NULL OR r.owner_text IS NOT NULL, 0) AS has_owner,
                    (SELECT vendor FROM system WHERE no = r.system) AS vendor,
                    r.fix_due, CASE WHEN r.no IS NULL THEN w.voices ELSE ({PEOPLE}) END AS people, w.times
               FROM search s
               JOIN entity e ON e.no = s.rowid
               LEFT JOIN request r ON r.no = s.rowid AND r.closed_at IS NULL AND r.deleted IS NOT 1
               LEFT JOIN workaround w
                    ON w.no = s.rowid AND w.deleted IS NOT 1 AND (w.ended IS NULL OR w.ended > ?2)
              WHERE search MATCH ?1 AND (r.no IS NOT NULL OR w.no IS NOT NULL)
              ORDER BY {WEIGHTS}, s.rowid DESC LIMIT ?3",
            key_sql("r"),
            key_sql("w")
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let params: [&dyn ToSql; 3] = [&question, &today.to_string(), &limit];
        let rows = statement.query_map(params, similar_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn similar_row(row: &Row<'_>) -> rusqlite::Result<SimilarRow> {
    let kind: Option<String> = row.get("kind")?;
    Ok(SimilarRow {
        id: id(row, "id")?,
        kind: if kind.as_deref() == Some(Kind::Request.name()) { Kind::Request } else { Kind::Workaround },
        key: text(row, "key")?,
        title: text(row, "title")?,
        state: word(row, "state", RequestState::from_word)?,
        has_owner: row.get("has_owner")?,
        vendor: row.get("vendor")?,
        fix_due: day(row, "fix_due")?,
        people: count(row, "people")?,
        times: count(row, "times")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_quoted_and_long_enough_ones_may_be_unfinished() {
        assert_eq!(fts_query("refill in A-0142").as_deref(), Some("\"refill\"* \"in\"* \"A\" \"0142\"*"));
    }

    #[test]
    fn what_tells_equal_keys_apart_is_not_looked_for() {
        assert_eq!(fts_query("A-0142~7f3a").as_deref(), Some("\"A\" \"0142\"*"));
        assert_eq!(fts_query("about ~5").as_deref(), Some("\"about\"* \"5\""));
    }

    #[test]
    fn signs_that_mean_something_to_the_index_are_only_separators() {
        assert_eq!(
            fts_query("a\" OR key:* NEAR(b)").as_deref(),
            Some("\"a\" \"OR\"* \"key\"* \"NEAR\"* \"b\"")
        );
        assert_eq!(fts_query("\"*:^()"), None);
    }
}
