//! A clinic's file as an older version left it: its log's tables made by that version's own steps, and the record in them.
//! `crates/faults` takes this file in by its path.
#![allow(dead_code, unreachable_pub, reason = "each of the two uses its own part")]

use std::path::Path;

use rusqlite::Connection;

/// The steps that made the log's tables, in the order in which the product takes them.
pub const STEPS: [&str; 6] = [
    include_str!("../../src/log/log.sql"),
    include_str!("../../src/log/log_2.sql"),
    include_str!("../../src/log/log_3.sql"),
    include_str!("../../src/log/log_4.sql"),
    include_str!("../../src/log/log_5.sql"),
    include_str!("../../src/log/log_6.sql"),
];

/// What every file of the product says of itself.
const APPLICATION_ID: i64 = 0x4b70_6c76;

/// Writes what a closed file of today holds into a new one of this format.
pub fn of_format(format: usize, today: &Path, older: &Path) -> rusqlite::Result<()> {
    let conn = Connection::open(older)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    STEPS.iter().take(format).try_for_each(|step| conn.execute_batch(step))?;
    conn.execute("ATTACH ? AS today", [today.to_string_lossy()])?;
    for table in ["meta", "stream", "op"] {
        let columns = columns(&conn, table)?;
        conn.execute_batch(&format!(
            "INSERT INTO main.{table} ({columns}) SELECT {columns} FROM today.{table}"
        ))?;
    }
    // Its read tables are none of today's either.
    conn.execute_batch(
        "DETACH today; CREATE TABLE weather (sky TEXT); UPDATE meta SET value = '0-old' WHERE key = 'derived'",
    )?;
    conn.pragma_update(None, "user_version", i64::try_from(format).unwrap_or(i64::MAX))?;
    // As every file stands that was opened once.
    conn.pragma_update(None, "journal_mode", "WAL")
}

/// The format that a file says it has, and what describes the log's tables, trigger by trigger and index by index.
pub fn described(file: &Path) -> rusqlite::Result<(i64, Vec<String>)> {
    let conn = Connection::open(file)?;
    let format = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok((format, descriptions(&conn)?))
}

/// What describes the log's tables in this format.
pub fn describes(format: usize) -> rusqlite::Result<Vec<String>> {
    let conn = Connection::open_in_memory()?;
    STEPS.iter().take(format).try_for_each(|step| conn.execute_batch(step))?;
    descriptions(&conn)
}

fn descriptions(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut asked = conn.prepare(
        "SELECT sql FROM sqlite_schema
          WHERE sql IS NOT NULL
            AND tbl_name IN ('meta', 'stream', 'op', 'carried', 'aside', 'aside_count', 'unvouched')
          ORDER BY type, name",
    )?;
    asked.query_map([], |row| row.get(0))?.collect()
}

fn columns(conn: &Connection, table: &str) -> rusqlite::Result<String> {
    let mut asked = conn.prepare("SELECT name FROM pragma_table_info(?)")?;
    let names = asked.query_map([table], |row| row.get::<_, String>(0))?;
    Ok(names.collect::<rusqlite::Result<Vec<_>>>()?.join(", "))
}
