//! Getting a copy ready to take the database's place.

use std::path::{Path, PathBuf};

use keepalive_domain::world::World;

use super::Watch;
use super::exchange::NOTE;
use super::files::{copy, remove_if_there, sync_file};
use crate::connection;
use crate::error::{Result, StoreError};
use crate::lock::beside;
use crate::log::OwnStream;
use crate::verify::{self, Depth};

/// Which stream the database writes after the exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StreamAfter {
    /// A new one: what is written from here on never continues the numbers of acts that were lost.
    New,
    /// Its own: it is the very file that was replaced before.
    Same,
}

/// Ending of a copy that is being made ready.
const STAGED: &str = ".restoring";

/// A copy being made ready that nobody touched for this long was left behind: no restore takes a day.
const STALE_AFTER_MS: i64 = 24 * 3_600_000;

/// Removes what a restore that never ended left beside the database. Says whether there was anything.
///
/// # Errors
/// [`StoreError::File`].
pub fn discard_stale_staging(database: &Path, now_ms: i64) -> Result<bool> {
    let staged = beside(database, STAGED);
    // While the note stands, the copy is whole and about to take its place.
    if beside(database, NOTE).exists() {
        return Ok(false);
    }
    let Ok(touched) = std::fs::metadata(&staged).and_then(|meta| meta.modified()) else { return Ok(false) };
    let age_ms = now_ms.saturating_sub(chrono::DateTime::<chrono::Utc>::from(touched).timestamp_millis());
    if age_ms < STALE_AFTER_MS {
        return Ok(false);
    }
    discard(&staged)?;
    Ok(true)
}

/// Copies `source` beside the database, checks it there (the file and its chain) and makes it ready. What is wrong
/// with it is found before anything happens to the database.
///
/// # Errors
/// [`StoreError::NotADatabase`], [`StoreError::Foreign`], [`StoreError::Newer`], [`StoreError::Corrupt`],
/// [`StoreError::Cancelled`] or of the disk. The database and the source are untouched, nothing is left behind.
pub(crate) fn stage(
    source: &Path,
    database: &Path,
    after: StreamAfter,
    world: &dyn World,
    watch: &Watch,
) -> Result<PathBuf> {
    connection::inspect(source)?;
    if is_empty(source)? {
        return Err(StoreError::NotADatabase { path: source.to_owned() });
    }
    let staged = beside(database, STAGED);
    discard(&staged)?;
    let ready = make_ready(source, &staged, after, world, watch);
    if ready.is_err() {
        // Why it cannot be used is what counts; leftovers are taken away by the next try at the latest.
        if let Err(error) = discard(&staged) {
            tracing::warn!(%error, "a copy that cannot be used was left behind");
        }
    }
    ready.map(|()| staged)
}

fn make_ready(
    source: &Path,
    staged: &Path,
    after: StreamAfter,
    world: &dyn World,
    watch: &Watch,
) -> Result<()> {
    copy(source, staged, watch)?;
    // A database that was not closed keeps its last acts beside it.
    let wal = beside(source, "-wal");
    if wal.exists() {
        copy(&wal, &beside(staged, "-wal"), watch)?;
    }
    let mut conn = connection::open_writer(staged)?;
    let report = verify::verify(staged, Depth::FileAndChain, |progress| {
        watch.tell(progress.done, progress.total);
    })?;
    watch.go_on()?;
    if let Some(fault) = report.faults.first() {
        return Err(StoreError::Corrupt { detail: fault.detail.clone() });
    }
    if after == StreamAfter::New {
        let tx = conn.transaction()?;
        OwnStream::open_after_restore(&tx, world)?;
        tx.commit()?;
    }
    // One file that holds everything: its side files need not come along.
    conn.pragma_update(None, "journal_mode", "DELETE")?;
    drop(conn);
    for ending in ["-wal", "-shm"] {
        remove_if_there(&beside(staged, ending))?;
    }
    sync_file(staged)
}

fn is_empty(path: &Path) -> Result<bool> {
    let read = std::fs::metadata(path);
    Ok(read.map_err(super::files::failed("read", path))?.len() == 0)
}

fn discard(staged: &Path) -> Result<()> {
    for ending in ["", "-wal", "-shm", "-journal"] {
        remove_if_there(&beside(staged, ending))?;
    }
    Ok(())
}
