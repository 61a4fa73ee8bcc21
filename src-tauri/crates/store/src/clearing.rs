//! The bytes of a removed text: they may stand in free pages of the file and in its WAL until these are written anew.
//!
//! Whoever removes a text owes that, in the same transaction, and the file remembers: a full disk, another program that
//! reads it or a power cut puts it off, and no restart forgets it.

use rusqlite::Connection;

use crate::error::Result;
use crate::reader::Read;
use crate::write::Write;

/// Where the file remembers it. Whatever stands there: something is owed.
const OWED: &str = "clearing_owed";

impl Write<'_> {
    /// Notes that bytes are to be cleared once this write is committed.
    pub(crate) fn owe_clearing(&self) -> Result<()> {
        self.read().conn().execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, 1)", [OWED])?;
        Ok(())
    }
}

/// Whether bytes are yet to be cleared.
pub(crate) fn is_owed(read: &Read<'_>) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM meta WHERE key = ?)";
    Ok(read.conn().prepare_cached(sql)?.query_row([OWED], |row| row.get(0))?)
}

/// Writes the file anew without its free pages, and empties the WAL.
pub(crate) fn clear(conn: &mut Connection) -> Result<()> {
    empty_wal(conn)?;
    conn.execute_batch("VACUUM")?;
    // The debt is paid before it is forgotten: a crash in between only has it done again.
    empty_wal(conn)?;
    conn.execute("DELETE FROM meta WHERE key = ?", [OWED])?;
    conn.pragma_update(None, "secure_delete", false)?;
    Ok(())
}

/// Writes the WAL back and cuts it to nothing.
///
/// # Errors
/// Another program reads the file meanwhile: SQLite answers that in a row, not as an error, and leaves the WAL.
fn empty_wal(conn: &Connection) -> Result<()> {
    let busy: bool = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy {
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
        return Err(
            rusqlite::Error::SqliteFailure(code, Some("another program reads the file".to_owned())).into()
        );
    }
    Ok(())
}
