//! Writing one checked copy.

use std::fs;
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
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

/// Pages copied between two looks at whether to stop: 4 MB.
const PAGES_BETWEEN_LOOKS: i32 = 1_024;

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
    let written = checked_copy(database, &part, watch).and_then(|head| {
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
///
/// Page by page, as it stands: `VACUUM INTO` sorted every row and index anew, which took longer than the check.
fn checked_copy(database: &Path, part: &Path, watch: &Watch) -> Result<Head> {
    let source = connection::open_copier(database)?;
    // One picture for all steps, or a write in between would begin the copy anew.
    source.execute_batch("BEGIN")?;
    let there = head(&source)?;
    let total = database_bytes(&source)?;
    copy_pages(&source, part, total, watch)?;
    drop(source);
    // The drive takes the copy in while its pages are checked: nothing is written any more, and both must have gone well.
    std::thread::scope(|scope| {
        let synced = scope.spawn(|| sync_file(part));
        check_copy(part, &there, watch)?;
        synced.join().map_err(|_| StoreError::Panicked { detail: "while a copy was synced".to_owned() })?
    })?;
    Ok(there)
}

/// Opens the copy as it lies there, checks its pages and that its log ends where the original's did.
fn check_copy(part: &Path, there: &Head, watch: &Watch) -> Result<()> {
    let copy = connection::open_copier(part)?;
    look_on(&copy, watch)?;
    let check: String = copy
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(|error| stopped(error, watch))?;
    if check != "ok" {
        return Err(wrong(&check));
    }
    if head(&copy)? != *there {
        return Err(StoreError::Corrupt { detail: "the copy ends elsewhere than the original".to_owned() });
    }
    Ok(())
}

/// Writes every page of one picture of the database into `part`, which stands alone afterwards: without a WAL.
fn copy_pages(source: &Connection, part: &Path, total: u64, watch: &Watch) -> Result<()> {
    let mut copy = connection::open_copy(part)?;
    let pages = Backup::new(source, &mut copy)?;
    loop {
        watch.go_on()?;
        let step = pages.step(PAGES_BETWEEN_LOOKS)?;
        let (done, all) =
            (pages.progress().pagecount - pages.progress().remaining, pages.progress().pagecount);
        let done =
            total.saturating_mul(u64::from(done.unsigned_abs())) / u64::from(all.unsigned_abs()).max(1);
        watch.tell(done, total);
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            // SQLite has waited for whoever holds the file already.
            _ => return Err(StoreError::Locked { path: part.to_owned() }),
        }
    }
    drop(pages);
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    Ok(())
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

/// Stops the check where somebody asked for it.
fn look_on(conn: &Connection, watch: &Watch) -> Result<()> {
    let watch = watch.clone();
    Ok(conn.progress_handler(STEPS_BETWEEN_LOOKS, Some(move || watch.is_cancelled()))?)
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
