//! What was built again, row by row beside what stands.

use rusqlite::{Connection, Row, Rows};

use super::{VerifyReport, VerifyStep};
use crate::error::Result;
use crate::tables;

/// Compares every derived table and the search index.
pub(super) fn check(
    conn: &Connection,
    report: &mut VerifyReport,
    mut progress: impl FnMut(u64, u64),
) -> Result<()> {
    let tables = tables::compared();
    let total = tables.len() as u64 + 1;
    for (done, (table, order)) in (0_u64..).zip(&tables) {
        progress(done, total);
        let of = |schema: &str| format!("SELECT * FROM {schema}.\"{table}\" ORDER BY {order}");
        let columns = |schema: &str| columns_of(conn, schema, table);
        let detail = if columns("main")? == columns("live")? {
            difference(conn, &of("main"), &of("live"))?
        } else {
            Some("the columns are another version's".to_owned())
        };
        if let Some(detail) = detail {
            report.fault(VerifyStep::Compare, format!("{table}: {detail}"));
        }
    }
    progress(total - 1, total);
    for detail in [difference_in_search(conn)?, difference_in_ranking(conn)?].into_iter().flatten() {
        report.fault(VerifyStep::Compare, format!("search: {detail}"));
    }
    progress(total, total);
    Ok(())
}

/// The first word that finds other things in the two indexes.
///
/// The indexes themselves are laid side by side first, but they may differ and be right: where a thing's words were replaced, the old ones stay in
/// the files, marked as gone, until SQLite merges them away.
fn difference_in_search(conn: &Connection) -> Result<Option<String>> {
    conn.execute_batch(
        "CREATE VIRTUAL TABLE temp.built_places USING fts5vocab('main', 'search', 'instance');
         CREATE VIRTUAL TABLE temp.live_places USING fts5vocab('live', 'search', 'instance');
         CREATE VIRTUAL TABLE temp.built_words USING fts5vocab('main', 'search', 'row');
         CREATE VIRTUAL TABLE temp.live_words USING fts5vocab('live', 'search', 'row');",
    )?;
    let places = |table: &str| format!("SELECT term, doc, col, \"offset\" FROM temp.{table}");
    if difference(conn, &places("built_places"), &places("live_places"))?.is_none() {
        return Ok(None);
    }
    let mut words =
        conn.prepare("SELECT term FROM temp.built_words UNION SELECT term FROM temp.live_words")?;
    let mut in_built = conn.prepare("SELECT rowid FROM main.search WHERE search MATCH ? ORDER BY rowid")?;
    let mut in_live = conn.prepare("SELECT rowid FROM live.search WHERE search MATCH ? ORDER BY rowid")?;
    let mut rows = words.query([])?;
    while let Some(row) = rows.next()? {
        let word: String = row.get(0)?;
        let query = format!("\"{}\"", word.replace('"', "\"\""));
        let (mut built, mut live) = (in_built.query([&query])?, in_live.query([&query])?);
        loop {
            let found = (row_id(&mut built)?, row_id(&mut live)?);
            match found {
                (None, None) => break,
                (built, live) if built == live => {}
                (Some(thing), _) | (None, Some(thing)) => {
                    return Ok(Some(format!("\"{word}\" finds thing {thing} in one index only")));
                }
            }
        }
    }
    Ok(None)
}

/// The lengths of texts by which what was found is ranked: they stand beside the index, and a search fails without them.
fn difference_in_ranking(conn: &Connection) -> Result<Option<String>> {
    let lengths = |schema: &str| format!("SELECT id, sz FROM {schema}.search_docsize ORDER BY id");
    let detail = difference(conn, &lengths("main"), &lengths("live"))?;
    Ok(detail.map(|detail| format!("the lengths of texts: {detail}")))
}

fn row_id(rows: &mut Rows<'_>) -> Result<Option<i64>> {
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
}

/// The names of a table's columns, as bytes: in a damaged file they may be no text.
fn columns_of(conn: &Connection, schema: &str, table: &str) -> Result<Vec<Vec<u8>>> {
    let mut names = conn.prepare("SELECT CAST(name AS BLOB) FROM pragma_table_info(?1, ?2) ORDER BY cid")?;
    let names = names.query_map([table, schema], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// The first difference between the rows of two queries of the same columns.
fn difference(conn: &Connection, built: &str, live: &str) -> Result<Option<String>> {
    let (mut built, mut live) = (conn.prepare(built)?, conn.prepare(live)?);
    let columns: Vec<String> = built.column_names().into_iter().map(str::to_owned).collect();
    let (mut built, mut live): (Rows<'_>, Rows<'_>) = (built.query([])?, live.query([])?);
    let mut number = 0_u64;
    loop {
        number += 1;
        match (built.next()?, live.next()?) {
            (None, None) => return Ok(None),
            (Some(_), None) => return Ok(Some(format!("row {number} is missing"))),
            (None, Some(_)) => return Ok(Some(format!("row {number} is not in the log"))),
            (Some(built), Some(live)) => {
                if let Some(at) = differing(built, live, columns.len())? {
                    return Ok(Some(format!("row {number} differs in {}", columns[at])));
                }
            }
        }
    }
}

fn differing(built: &Row<'_>, live: &Row<'_>, columns: usize) -> Result<Option<usize>> {
    for at in 0..columns {
        if built.get_ref(at)? != live.get_ref(at)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}
