//! What was deleted.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use keepalive_domain::facts::InstantMs;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;

use super::columns::{id, text as text_of};
use crate::error::Result;
use crate::reader::Read;

/// Kinds that are shown in the trash; what hangs on a thing comes back with it.
const SHOWN: [(Kind, &str); 12] = [
    (Kind::Request, "title"),
    (Kind::Workaround, "title"),
    (Kind::Area, "key"),
    (Kind::Person, "name"),
    (Kind::System, "name"),
    (Kind::Site, "name"),
    (Kind::Event, "title"),
    (Kind::Question, "text"),
    (Kind::ShadowRecord, "title"),
    (Kind::ConfigChange, "item"),
    (Kind::Comment, "text"),
    (Kind::Candidate, "name"),
];

/// One deleted thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrashRow {
    /// The thing.
    pub id: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// The clinic's own short id.
    pub key: Option<String>,
    /// Its title or name.
    pub title: String,
    /// When it was last touched, UTC ms: its deletion, unless something merged in later.
    pub deleted_at_ms: Option<InstantMs>,
}

/// Where a page of the trash ended: the next begins after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrashEnd {
    deleted_at_ms: Option<InstantMs>,
    id: EntityId,
}

/// A page of the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrashPage {
    /// Its rows, newest first.
    pub rows: Vec<TrashRow>,
    /// Where it ended; `None` at the end of the trash.
    pub next: Option<TrashEnd>,
    /// How many rows the text finds in all.
    pub total: usize,
}

impl TrashRow {
    const fn end(&self) -> TrashEnd {
        TrashEnd { deleted_at_ms: self.deleted_at_ms, id: self.id }
    }
}

impl TrashEnd {
    /// Newest first, those without an instant last; equal instants by identity.
    fn order(&self, other: &Self) -> Ordering {
        other.deleted_at_ms.cmp(&self.deleted_at_ms).then(self.id.cmp(&other.id))
    }
}

impl fmt::Display for TrashEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.deleted_at_ms {
            Some(at) => write!(f, "{at}.{}", self.id),
            None => write!(f, ".{}", self.id),
        }
    }
}

impl FromStr for TrashEnd {
    type Err = NoTrashEnd;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (at, id) = text.split_once('.').ok_or(NoTrashEnd)?;
        let at = Some(at).filter(|at| !at.is_empty());
        let deleted_at_ms = at.map(str::parse).transpose().map_err(|_| NoTrashEnd)?;
        Ok(Self { deleted_at_ms, id: id.parse().map_err(|_| NoTrashEnd)? })
    }
}

/// A text that no page of the trash ended with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no end of a page of the trash")]
pub struct NoTrashEnd;

impl Read<'_> {
    /// A page of what was deleted, newest first, of at most `limit` rows. With a text only things whose title or key
    /// hold each of its words, whatever the case and the accents.
    ///
    /// # Errors
    /// From SQLite.
    pub fn trash(&self, text: &str, after: Option<TrashEnd>, limit: usize) -> Result<TrashPage> {
        let mut rows = Vec::new();
        let words: Vec<_> = text.split_whitespace().map(folded).collect();
        for (kind, title) in SHOWN {
            let key = if kind.has_key() { "t.key" } else { "NULL" };
            let sql = format!(
                "SELECT e.id, {key} AS key, t.\"{title}\" AS title,
                        (SELECT o.at_utc_ms FROM op o WHERE o.op_no =
                            (SELECT max(op_no) FROM op_entity WHERE entity_no = t.no)) AS deleted_at
                   FROM \"{kind}\" t JOIN entity e USING (no)
                  WHERE t.deleted = 1"
            );
            let mut statement = self.conn().prepare_cached(&sql)?;
            let mut found = statement.query([])?;
            while let Some(row) = found.next()? {
                let row = TrashRow {
                    id: id(row, "id")?,
                    kind,
                    key: row.get("key")?,
                    title: text_of(row, "title")?,
                    deleted_at_ms: row.get("deleted_at")?,
                };
                let named = folded(&[row.title.as_str(), row.key.as_deref().unwrap_or("")].join(" "));
                if words.iter().all(|word| named.contains(word)) {
                    rows.push(row);
                }
            }
        }
        rows.sort_by(|a, b| a.end().order(&b.end()));
        let total = rows.len();
        let begins = after.map_or(0, |after| rows.partition_point(|row| row.end().order(&after).is_le()));
        let mut rows = rows.split_off(begins);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(TrashRow::end);
        Ok(TrashPage { rows, next, total })
    }
}

/// Lower case without the accents of Western Europe, so that `jose` finds `José`.
fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        c => c,
    };
    let is_accent = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    text.to_lowercase().chars().filter(|c| !is_accent(c)).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_page_is_read_back_as_written() {
        let id = EntityId::named("request", &["one"]);
        for deleted_at_ms in [None, Some(0), Some(-5), Some(i64::MAX)] {
            let end = TrashEnd { deleted_at_ms, id };
            assert_eq!(end.to_string().parse(), Ok(end));
        }
        for text in ["", ".", "5", "x.y", "5.5"] {
            assert_eq!(text.parse::<TrashEnd>(), Err(NoTrashEnd), "{text}");
        }
    }

    #[test]
    fn a_word_is_found_in_any_case_and_without_its_accents() {
        assert_eq!(folded("José ÑANDÚ"), "jose nandu");
        assert_eq!(folded("Jose\u{301}"), "jose");
    }
}
