//! The age of the newest backup.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::types::InstantMs;

/// Name of the folder beside the database that holds its backups.
pub const FOLDER_NAME: &str = "backups";

/// When the newest backup beside a database was written, UTC ms; `None` if there is none.
pub(crate) fn newest_ms(database: &Path) -> Option<InstantMs> {
    let written = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry.ok()?;
        // Half-written copies and what the system leaves in every folder are no backups.
        let is_copy = entry.path().extension().is_some_and(|ending| ending == "db");
        let since =
            is_copy.then(|| entry.metadata())?.ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        i64::try_from(since.as_millis()).ok()
    };
    fs::read_dir(database.with_file_name(FOLDER_NAME)).ok()?.filter_map(written).max()
}
