//! Databases that lie beside the clinic's because something took their place.

use std::path::{Path, PathBuf};

use super::files::{folder_of, free_name, remove_if_there, rename, stamp, stem_of, sync_dir};
use super::folder::{BackupCopy, named_copies};
use crate::error::Result;
use crate::lock::beside;

/// The files a database consists of, in the order in which they are moved: the database itself last, so that it is
/// never without what belongs to it.
pub(super) const PARTS: [&str; 3] = ["-wal", "-shm", ""];

/// Why a whole database lies aside, as its name says it: a restore replaced it, or taking that back did. A damaged one is
/// none of these: it may hold what no copy does, and is never thinned.
const WHYS: [&str; 2] = ["replaced", "put-back"];

/// The databases that lie beside this one, newest first: those that a restore replaced, and those that taking one back
/// did.
///
/// # Errors
/// [`crate::StoreError::File`] where the folder cannot be read.
pub fn kept_aside(database: &Path) -> Result<[Vec<BackupCopy>; 2]> {
    let (folder, stem) = (folder_of(database), stem_of(database));
    let [replaced, put_back] = WHYS.map(|why| named_copies(folder, &format!("{stem}-{why}")));
    Ok([replaced?, put_back?])
}

/// Removes a database that lies aside, the database itself last, so that its side files are never left alone.
///
/// # Errors
/// [`crate::StoreError::File`].
pub fn remove_aside(kept: &BackupCopy) -> Result<()> {
    PARTS.iter().try_for_each(|ending| remove_if_there(&beside(&kept.path, ending)))
}

/// Renames a damaged database and its side files, so that a backup can take its place and nothing is lost.
/// Returns the new path.
pub(crate) fn set_aside(database: &Path, now_ms: i64) -> Result<PathBuf> {
    let aside = aside_name(database, "damaged", now_ms);
    move_parts(database, &aside)?;
    Ok(aside)
}

/// A free name beside the database that says why it lies there.
pub(super) fn aside_name(database: &Path, why: &str, now_ms: i64) -> PathBuf {
    let stem = format!("{}-{why}-{}", stem_of(database), stamp(now_ms));
    free_name(folder_of(database), &stem, "db")
}

/// Moves what there is of a database. What is not there was moved before.
pub(super) fn move_parts(from: &Path, to: &Path) -> Result<()> {
    for ending in PARTS {
        let part = beside(from, ending);
        if part.exists() {
            rename(&part, &beside(to, ending))?;
        }
    }
    sync_dir(folder_of(from))
}
