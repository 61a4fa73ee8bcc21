//! The copies in a folder, told by their names.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::copy;
use super::files::{STAMP, failed, stem_of};
use crate::connection;
use crate::error::Result;

/// One good copy of a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupCopy {
    /// The file.
    pub path: PathBuf,
    /// When it was taken, UTC ms.
    pub taken_ms: i64,
    /// Its size.
    pub bytes: u64,
    /// Where its log ends, if it was opened.
    pub head: Option<Head>,
}

/// Where a log ends: two databases of one desk with the same end hold the same acts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Head {
    /// How many ops there are.
    pub ops: u64,
    /// The last one's identity.
    pub last: Option<[u8; 16]>,
}

impl BackupCopy {
    /// Opens it to see where its log ends.
    ///
    /// # Errors
    /// [`crate::StoreError`] where it is no database of ours.
    pub fn read_head(&self) -> Result<Head> {
        connection::inspect(&self.path)?;
        copy::head(&connection::open_copier(&self.path)?)
    }
}

/// The copies of this database in a folder, newest first. A folder that is not there has none. Half-written copies,
/// and copies of other databases that share the folder, are none of them.
///
/// # Errors
/// [`crate::StoreError::File`] where the folder cannot be read.
pub fn copies(dir: &Path, database: &Path) -> Result<Vec<BackupCopy>> {
    named_copies(dir, &stem_of(database))
}

/// The databases in a folder whose names are this stem and an instant, newest first.
pub(super) fn named_copies(dir: &Path, stem: &str) -> Result<Vec<BackupCopy>> {
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(failed("read", dir))?,
    };
    let mut copies = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed("read", dir))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(taken_ms) = taken_ms(&name, stem) else { continue };
        let bytes = entry.metadata().map_err(failed("read", dir))?.len();
        copies.push(BackupCopy { path: entry.path(), taken_ms, bytes, head: None });
    }
    // Of two of one second, the one with the higher number is the later one; its name is the longer one.
    copies.sort_by(|a, b| {
        let key = |copy: &BackupCopy| (copy.taken_ms, copy.path.as_os_str().len(), copy.path.clone());
        key(b).cmp(&key(a))
    });
    Ok(copies)
}

/// The newest copy of this database in a folder.
///
/// # Errors
/// As [`copies`].
pub fn newest_copy(dir: &Path, database: &Path) -> Result<Option<BackupCopy>> {
    Ok(copies(dir, database)?.into_iter().next())
}

/// When the copy of this name was taken; `None` if the name is not one of ours.
fn taken_ms(name: &str, stem: &str) -> Option<i64> {
    let rest = name.strip_prefix(stem)?.strip_prefix('-')?.strip_suffix(".db")?;
    let (stamp, number) = rest.split_at_checked(STAMP_LENGTH)?;
    let numbered = number.is_empty() || number.strip_prefix('-').is_some_and(|n| n.parse::<u32>().is_ok());
    let taken = NaiveDateTime::parse_from_str(stamp, STAMP).ok().filter(|_| numbered)?;
    Some(taken.and_utc().timestamp_millis())
}

/// Characters of `20261123-093000`.
const STAMP_LENGTH: usize = 15;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_whole_copies_of_this_database_count() {
        // 2026-11-23T09:30:00Z
        let at = 1_795_426_200_000;
        assert_eq!(taken_ms("keepalive-20261123-093000.db", "keepalive"), Some(at));
        assert_eq!(taken_ms("keepalive-20261123-093000-2.db", "keepalive"), Some(at));
        for other in [
            "keepalive-20261123-093000.db.part",
            "keepalive-20261123-093000.db-wal",
            "keepalive-20261323-093000.db",
            "keepalive-20261123-093000x.db",
            "keepalive-replaced-20261123-093000.db",
            "sample-clinic-20261123-093000.db",
            "keepalive.db",
            "keepalive-2026\u{e9}123-09300.db",
        ] {
            assert_eq!(taken_ms(other, "keepalive"), None, "{other}");
        }
    }
}
