//! Putting a ready copy in the database's place, so that a power cut at any moment leaves the one or the other.

use std::fs;
use std::path::{Path, PathBuf};

use super::aside::{aside_name, move_parts};
use super::files::{failed, folder_of, remove_if_there, rename, sync_dir, write_synced};
use crate::error::{Result, StoreError};
use crate::lock::beside;

/// Ending of the note that says an exchange has begun, and where the replaced database goes. While it stands, the
/// ready copy is whole and every start carries the exchange through first.
pub(super) const NOTE: &str = ".exchange";

/// Ending of the copy that takes the place.
const READY: &str = ".restoring";

/// Exchanges the closed database for the ready copy beside it. Returns where the replaced one is kept.
///
/// # Errors
/// [`StoreError::File`]; the next start carries on.
pub(crate) fn put_in_place(database: &Path, why: &str, now_ms: i64) -> Result<PathBuf> {
    let aside = aside_name(database, why, now_ms);
    let name = aside.file_name().unwrap_or_default().to_string_lossy().into_owned();
    write_synced(&beside(database, NOTE), name.as_bytes())?;
    sync_dir(folder_of(database))?;
    finish_begun(database)?;
    Ok(aside)
}

/// Carries an exchange through that was begun; nothing to do is the usual case.
///
/// # Errors
/// [`StoreError::File`]; it can be tried again.
pub(crate) fn finish_begun(database: &Path) -> Result<()> {
    let (note, ready) = (beside(database, NOTE), beside(database, READY));
    if !note.exists() {
        return Ok(());
    }
    if ready.exists() {
        let name = fs::read_to_string(&note).map_err(failed("read", &note))?;
        // The note is ours, but a name that leads elsewhere is never followed.
        let is_a_name =
            !name.is_empty() && Path::new(&name).file_name().is_some_and(|it| it == name.as_str());
        if !is_a_name {
            return Err(StoreError::File {
                attempted: "follow",
                path: note,
                source: std::io::ErrorKind::InvalidData.into(),
            });
        }
        move_parts(database, &folder_of(database).join(name))?;
        rename(&ready, database)?;
    }
    sync_dir(folder_of(database))?;
    remove_if_there(&note)?;
    sync_dir(folder_of(database))
}
