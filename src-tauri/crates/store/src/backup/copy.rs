//! Writing one checked copy.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, OptionalExtension};

use super::files::{free_name, remove_if_there, rename, stamp, stem_of, sync_dir, sync_file};
use super::{BackupCopy, Head, Watch};
use crate::connection;
use crate::error::{Result, StoreError};
use crate::lock::beside;

/// SQLite's code for the drive's own errors, in the lowest byte of the more detailed ones.
const IO_ERROR: i32 = rusqlite::ffi::SQLITE_IOERR;

/// How SQLite's check says that a page could not be had, where it says no code. Page numbers beyond the file's end are
/// told otherwise ("invalid page number").
const UNREAD_PAGE: &str = "failed to get page";

/// Steps of SQLite's machine between two looks at the progress: some thousand a second.
const STEPS_BETWEEN_LOOKS: i32 = 20_000;

/// Writes a copy of the database into `dir`. The copy stands under its final name only after it was opened, checked
/// and synced.
///
/// # Errors
/// [`StoreError`]; no half copy is left.
pub(crate) fn write_copy(database: &Path, dir: &Path, now_ms: i64, watch: &Watch) -> Result<BackupCopy> {
    fs::create_dir_all(dir).map_err(|source| StoreError::NotWritable { dir: dir.to_owned(), source })?;
    let path = free_name(dir, &format!("{}-{}", stem_of(database), stamp(now_ms)), "db");
    let part = beside(&path, ".part");
    remove_if_there(&part)?;
    let written = vacuum_into(database, &part, watch).and_then(|head| {
        rename(&part, &path)?;
        Ok(head)
    });
    match written {
        Ok(head) => {
            sync_dir(dir)?;
            let bytes = fs::metadata(&path).map_or(0, |file| file.len());
            Ok(BackupCopy { path, taken_ms: now_ms, bytes, head: Some(head) })
        }
        Err(error) => {
            discard(&part);
            Err(error)
        }
    }
}

/// Copies into `part` and checks it. Where its log ends.
fn vacuum_into(database: &Path, part: &Path, watch: &Watch) -> Result<Head> {
    let source = connection::open_copier(database)?;
    let total = database_bytes(&source)?;
    look_on(&source, part.to_owned(), total, watch)?;
    let copied = source.execute("VACUUM INTO ?", [part.to_string_lossy()]);
    copied.map_err(|error| stopped(error, watch))?;
    let copy = connection::open_copier(part)?;
    look_on(&copy, part.to_owned(), total, watch)?;
    let check: String = copy
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(|error| stopped(error, watch))?;
    if check != "ok" {
        return Err(wrong(&check));
    }
    let head = head(&copy)?;
    // A write may have come in between: the copy holds at least what stood when it began.
    if head.ops > self::head(&source)?.ops {
        return Err(StoreError::Corrupt { detail: "the copy holds more than the original".to_owned() });
    }
    drop(copy);
    sync_file(part)?;
    Ok(head)
}

/// What SQLite's check of a copy found. A page that could not be read says nothing about the file: the drive failed, and
/// calling the database damaged would be a false alarm. SQLite tells such a page with the drive's code, whose lowest byte
/// is [`IO_ERROR`], or, in a chain of overflowing pages, by [`UNREAD_PAGE`] alone.
fn wrong(check: &str) -> StoreError {
    let code = check.rsplit_once("error code=").and_then(|(_, code)| code.trim().parse::<i32>().ok());
    if code.is_some_and(|code| code & 0xff == IO_ERROR) || check.contains(UNREAD_PAGE) {
        return StoreError::Drive { detail: check.to_owned() };
    }
    StoreError::Corrupt { detail: format!("the copy: {check}") }
}

/// Tells how much of the copy is written, and stops where somebody asked for it.
fn look_on(conn: &Connection, part: PathBuf, total: u64, watch: &Watch) -> Result<()> {
    let watch = watch.clone();
    Ok(conn.progress_handler(
        STEPS_BETWEEN_LOOKS,
        Some(move || {
            let done = fs::metadata(&part).map_or(0, |file| file.len());
            watch.tell(done.min(total), total);
            watch.is_cancelled()
        }),
    )?)
}

fn stopped(error: rusqlite::Error, watch: &Watch) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted) if watch.is_cancelled() => StoreError::Cancelled,
        _ => error.into(),
    }
}

fn database_bytes(conn: &Connection) -> Result<u64> {
    let pages: i64 = conn.query_row("PRAGMA page_count", [], |row| row.get(0))?;
    let page: i64 = conn.query_row("PRAGMA page_size", [], |row| row.get(0))?;
    Ok((pages * page).unsigned_abs())
}

/// Where a database's log ends. Ops are never deleted and numbered without holes: the highest number is their count.
pub(crate) fn head(conn: &Connection) -> Result<Head> {
    let last = conn
        .query_row("SELECT op_no, op_id FROM op ORDER BY op_no DESC LIMIT 1", [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, [u8; 16]>(1)?))
        })
        .optional()?;
    Ok(last.map_or_else(Head::default, |(ops, id)| Head { ops: ops.unsigned_abs(), last: Some(id) }))
}

/// Removes what was written for nothing; why it was for nothing tells more than an error here would.
fn discard(part: &Path) {
    for ending in ["", "-journal", "-wal", "-shm"] {
        drop(fs::remove_file(beside(part, ending)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_the_drive_did_not_give_is_no_damage() {
        // 266 = SQLITE_IOERR_READ.
        let unread =
            wrong("*** in database main ***\nTree 50 page 50: unable to get the page. error code=266");
        assert!(matches!(unread, StoreError::Drive { .. }), "{unread}");
        let overflowing = wrong("Tree 5 page 119 cell 0: failed to get page 113");
        assert!(matches!(overflowing, StoreError::Drive { .. }), "{overflowing}");
        let torn = wrong("*** in database main ***\nTree 2 page 2: btreeInitPage() returns error code 11");
        assert!(matches!(torn, StoreError::Corrupt { .. }), "{torn}");
    }
}
