//! What a copy holds, beside what stands now.

use std::path::Path;

use keepalive_domain::facts::InstantMs;
use keepalive_domain::ops::Label;
use rusqlite::{Connection, OptionalExtension};

use super::Watch;
use crate::error::{Result, StoreError};
use crate::{connection, rebuild};

/// How many acts are named.
const MOST_NAMED: usize = 5;

/// One act of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLook {
    /// What it is called.
    pub label: Label,
    /// When it was done, UTC ms.
    pub at_ms: InstantMs,
}

/// What a copy holds, and what putting it in place would change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// The clinic's name in it, if it has a clinic.
    pub clinic: Option<String>,
    /// Whether it is the same clinic's: it shares an op with the database, or one of the two is empty.
    pub same_clinic: bool,
    /// Requests in it, the trash aside.
    pub requests: u64,
    /// Workarounds in it, the trash aside.
    pub workarounds: u64,
    /// People in it, the trash aside.
    pub people: u64,
    /// Times something happened.
    pub occurrences: u64,
    /// Its newest acts, newest first.
    pub newest: Vec<EntryLook>,
    /// Acts in it that are not in the database.
    pub comes_back: u64,
    /// Acts in the database that are not in it.
    pub lost: u64,
    /// The newest of those, newest first.
    pub lost_newest: Vec<EntryLook>,
}

/// Looks into a copy, beside the database if that can be read.
///
/// # Errors
/// The copy is no database of ours, is newer, or cannot be read.
pub(crate) fn look(copy: &Path, database: Option<&Path>) -> Result<Look> {
    connection::inspect(copy)?;
    let conn = connection::open_copier(copy)?;
    if !connection::is_derived_here(&conn)? {
        drop(conn);
        return look_derived_anew(copy, database);
    }
    conn.pragma_update(None, "query_only", true)?;
    let mut look = Look {
        clinic: conn
            .query_row("SELECT name FROM clinic WHERE deleted IS NOT 1 LIMIT 1", [], |row| row.get(0))
            .optional()?
            .flatten(),
        same_clinic: true,
        requests: count(&conn, "SELECT count(*) FROM request WHERE deleted IS NOT 1")?,
        workarounds: count(&conn, "SELECT count(*) FROM workaround WHERE deleted IS NOT 1")?,
        people: count(&conn, "SELECT count(*) FROM person WHERE deleted IS NOT 1")?,
        occurrences: count(&conn, "SELECT ifnull(sum(times), 0) FROM workaround WHERE deleted IS NOT 1")?,
        newest: acts(&conn, "main", "1")?,
        ..Look::default()
    };
    if let Some(database) = database {
        conn.execute("ATTACH ? AS live", [database.to_string_lossy()])?;
        compare(&conn, &mut look)?;
    }
    Ok(look)
}

/// A copy that another version wrote has other tables: they are derived anew in a temporary one.
fn look_derived_anew(copy: &Path, database: Option<&Path>) -> Result<Look> {
    let room = tempfile::tempdir()
        .map_err(|source| StoreError::NotWritable { dir: std::env::temp_dir(), source })?;
    let derived = room.path().join("copy.db");
    super::files::copy(copy, &derived, &Watch::default())?;
    let mut conn = connection::open_writer(&derived)?;
    let tx = conn.transaction()?;
    rebuild::rebuild(&tx)?;
    tx.commit()?;
    drop(conn);
    look(&derived, database)
}

fn compare(conn: &Connection, look: &mut Look) -> Result<()> {
    const NOT_IN_COPY: &str = "o.op_id NOT IN (SELECT op_id FROM main.op)";
    look.comes_back = count(
        conn,
        "SELECT count(DISTINCT act_id) FROM main.op WHERE op_id NOT IN (SELECT op_id FROM live.op)",
    )?;
    look.lost = count(
        conn,
        "SELECT count(DISTINCT act_id) FROM live.op WHERE op_id NOT IN (SELECT op_id FROM main.op)",
    )?;
    look.lost_newest = acts(conn, "live", NOT_IN_COPY)?;
    look.same_clinic = conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM live.op WHERE op_id IN (SELECT op_id FROM main.op))
             OR NOT EXISTS (SELECT 1 FROM live.op) OR NOT EXISTS (SELECT 1 FROM main.op)",
        [],
        |row| row.get(0),
    )?;
    Ok(())
}

/// The newest acts of a database whose first op fulfils a condition.
fn acts(conn: &Connection, schema: &str, condition: &str) -> Result<Vec<EntryLook>> {
    let sql = format!(
        "SELECT a.label, o.at_utc_ms FROM {schema}.act a JOIN {schema}.op o ON o.op_no = a.first_op
          WHERE {condition} ORDER BY a.first_op DESC LIMIT {MOST_NAMED}"
    );
    let mut statement = conn.prepare(&sql)?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, Option<String>>(0)?, row.get(1)?)))?;
    let mut entries = Vec::new();
    for row in rows {
        let (label, at_ms) = row?;
        // A label of a newer version may have another shape; the act counts all the same.
        let label = label.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        entries.push(EntryLook { label, at_ms });
    }
    Ok(entries)
}

fn count(conn: &Connection, sql: &str) -> Result<u64> {
    Ok(conn.query_row(sql, [], |row| row.get::<_, i64>(0))?.unsigned_abs())
}
