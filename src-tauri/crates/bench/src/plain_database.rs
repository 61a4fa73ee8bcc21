//! The peer's database: plain SQLite with the pragmas ours has, and nothing else.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

/// Opens or makes a database told what ours is told (`store::connection`).
///
/// # Errors
/// From SQLite.
pub(crate) fn open(path: &Path) -> rusqlite::Result<Connection> {
    let conn = Connection::open(path)?;
    conn.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA fullfsync = 1;
         PRAGMA checkpoint_fullfsync = 1;
         PRAGMA foreign_keys = 1;
         PRAGMA wal_autocheckpoint = 0;
         PRAGMA mmap_size = 0;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -32768;",
    )?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

/// Writes the WAL back, as our writer does when nobody waits; never inside a measured span.
///
/// # Errors
/// From SQLite.
pub(crate) fn write_back(conn: &Connection) -> rusqlite::Result<()> {
    conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}

/// The `sqlite3` shell, if it is installed.
pub(crate) fn shell() -> Option<PathBuf> {
    let name = format!("sqlite3{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(&name))
        .find(|path| path.is_file())
}
