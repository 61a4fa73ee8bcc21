//! The search index, written by `apply`. It holds words only; the text stands in the read tables.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use rusqlite::{Connection, params};

use crate::apply::{Row, Session};
use crate::entity::EntityNo;
use crate::error::Result;
use crate::tables::Layout;

/// From so many on that leave the index it is asked whether making it anew is less work.
const MANY: usize = 5_000;

/// Taking words out of the index, which marks them in each of its pieces, is this much cheaper than putting others in.
const REMAINING_PER_GONE: usize = 4;

/// So many bytes of words wait at most.
const MOST_WAITING_BYTES: usize = 8 * 1024 * 1024;

/// Words that wait to get into the index or out of it.
///
/// Whatever is written to the log in between makes SQLite put the index on disk as it is: with every op of an import
/// another small piece, which had to be merged with the others.
#[derive(Debug, Default)]
pub(crate) struct Waiting {
    things: BTreeMap<EntityNo, Wait>,
    bytes: usize,
}

/// What waits of one thing.
#[derive(Debug)]
struct Wait {
    /// Whether it may have words in the index.
    indexed: bool,
    /// The words it is to have there; `None` for one that leaves.
    words: Option<[String; 3]>,
}

impl Waiting {
    /// Notes a thing that may have words in the index and is deleted.
    pub(crate) fn leaves(&mut self, no: EntityNo) {
        self.note(no, true, None);
    }

    fn note(&mut self, no: EntityNo, indexed: bool, words: Option<[String; 3]>) {
        self.bytes += words.iter().flatten().map(String::len).sum::<usize>();
        match self.things.entry(no) {
            Entry::Occupied(mut before) => before.get_mut().words = words,
            Entry::Vacant(new) if indexed || words.is_some() => drop(new.insert(Wait { indexed, words })),
            Entry::Vacant(_) => {}
        }
    }
}

/// Has a thing's words wait for [`settle`], to stand in the index in place of those it had; a deleted thing leaves it.
/// `existed` says whether the thing may have words there now. The row's `deleted` must have been read, and its searched
/// fields unless it is deleted.
pub(crate) fn index(session: &mut Session<'_>, no: EntityNo, row: &Row, existed: bool) -> Result<()> {
    let deleted = row.values[Layout::of(row.kind).deleted].is_yes();
    session.waiting.note(no, existed, if deleted { None } else { words_of(row) });
    if session.waiting.bytes < MOST_WAITING_BYTES { Ok(()) } else { settle(session) }
}

/// Puts what waits into the index and out of it; where little else would be left, the index is made anew.
pub(crate) fn settle(session: &mut Session<'_>) -> Result<()> {
    let things = std::mem::take(&mut session.waiting).things;
    if leaves_little(session.conn, &things)? {
        return index_anew(session);
    }
    for (no, Wait { indexed, words }) in things {
        if indexed {
            session.conn.prepare_cached("DELETE FROM search WHERE rowid = ?")?.execute([no])?;
        }
        if let Some(words) = words {
            put(session.conn, no, &words)?;
        }
    }
    Ok(())
}

/// Whether many go and few stay.
fn leaves_little(conn: &Connection, things: &BTreeMap<EntityNo, Wait>) -> Result<bool> {
    if things.len() < MANY {
        return Ok(false);
    }
    let (gone, others): (Vec<_>, Vec<_>) =
        things.values().partition(|wait| wait.indexed && wait.words.is_none());
    let all: i64 = conn.query_row("SELECT count(*) FROM search_docsize", [], |row| row.get(0))?;
    let remaining = usize::try_from(all).unwrap_or_default().saturating_sub(gone.len()) + others.len();
    Ok(gone.len() >= MANY && remaining * REMAINING_PER_GONE <= gone.len())
}

/// Empties the index and puts the words of everything in that is not deleted.
fn index_anew(session: &mut Session<'_>) -> Result<()> {
    session.conn.execute_batch("INSERT INTO search (search) VALUES ('delete-all')")?;
    for kind in Kind::ALL {
        let searched = Layout::of(*kind).searched;
        if searched == 0 {
            continue;
        }
        let numbers: Vec<EntityNo> = session
            .conn
            .prepare(&format!("SELECT no FROM \"{kind}\" WHERE deleted IS NOT 1 ORDER BY no"))?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for no in numbers {
            let row = Row::load(session, *kind, no, searched)?;
            if let Some(words) = words_of(&row) {
                put(session.conn, no, &words)?;
            }
        }
    }
    Ok(())
}

fn put(conn: &Connection, no: EntityNo, [key, title, detail]: &[String; 3]) -> Result<()> {
    conn.prepare_cached("INSERT INTO search (rowid, key, title, detail) VALUES (?, ?, ?, ?)")?
        .execute(params![no, key, title, detail])?;
    Ok(())
}

/// A thing's words by the columns of the index; `None` where it has none.
fn words_of(row: &Row) -> Option<[String; 3]> {
    let layout = Layout::of(row.kind);
    let mut words = [const { String::new() }; 3];
    for at in layout.positions(layout.searched) {
        if let Value::Text(text) = &row.values[at] {
            let place = &mut words[column_of(layout.fields[at].name)];
            if !place.is_empty() {
                place.push('\n');
            }
            place.push_str(text);
        }
    }
    (!words.iter().all(String::is_empty)).then_some(words)
}

/// The column of the index that a field's words stand in: what a thing is called weighs more than the rest.
fn column_of(field: &str) -> usize {
    match field {
        "key" => 0,
        "title" | "name" | "item" => 1,
        _ => 2,
    }
}
