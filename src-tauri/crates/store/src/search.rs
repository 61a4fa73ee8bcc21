//! The search index, written by `apply`. It holds words only; the text stands in the read tables.

use keepalive_domain::value::Value;
use rusqlite::{Connection, params};

use crate::apply::Row;
use crate::entity::EntityNo;
use crate::error::Result;
use crate::tables::Layout;

/// Puts a thing's words into the index, in place of those it had; a deleted thing leaves it. `existed` says
/// whether the thing may have words there now. The row's searched fields and `deleted` must have been read.
pub(crate) fn index(conn: &Connection, no: EntityNo, row: &Row, existed: bool) -> Result<()> {
    let layout = Layout::of(row.kind);
    let deleted = layout.position("deleted").is_some_and(|at| row.values[at].is_yes());
    if existed {
        conn.prepare_cached("DELETE FROM search WHERE rowid = ?")?.execute([no])?;
    }
    if deleted {
        return Ok(());
    }
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
    if words.iter().all(String::is_empty) {
        return Ok(());
    }
    let [key, title, detail] = words;
    conn.prepare_cached("INSERT INTO search (rowid, key, title, detail) VALUES (?, ?, ?, ?)")?
        .execute(params![no, key, title, detail])?;
    Ok(())
}

/// The column of the index that a field's words stand in: what a thing is called weighs more than the rest.
fn column_of(field: &str) -> usize {
    match field {
        "key" => 0,
        "title" | "name" | "item" => 1,
        _ => 2,
    }
}
