//! Copies before a start changes what an older version left.

use std::path::Path;

use keepalive_domain::world::World;

use super::{Watch, write_copy};
use crate::connection;
use crate::error::{Result, StoreError};
use crate::store::BACKUP_FOLDER;

/// Before the log's format is changed, a checked copy is written; whether there was need of one. The log is what everything
/// else is made from, so without a copy it is not touched: the older program still opens the file.
pub(crate) fn before_migrating(path: &Path, format: i64, world: &dyn World) -> Result<bool> {
    if !connection::is_of_older_format(path, format)? {
        return Ok(false);
    }
    let folder = path.with_file_name(BACKUP_FOLDER);
    match write_copy(path, &folder, world.now_ms(), &Watch::default()) {
        Ok(copy) => {
            tracing::info!(copy = %copy.path.display(), "kept a copy before the log's format is changed");
            Ok(true)
        }
        // A damaged file has a way of its own: a copy from before takes its place.
        Err(damaged @ StoreError::Corrupt { .. }) => Err(damaged),
        Err(source) => Err(StoreError::NotCopied { path: path.to_owned(), source: Box::new(source) }),
    }
}

/// Before the read tables are thrown away, a copy is written. Deriving is one transaction over a log that it does not
/// touch, so a full disk must not keep anybody from starting: a copy that fails is said in the log.
pub(crate) fn before_deriving(path: &Path, world: &dyn World) {
    let written = write_copy(path, &path.with_file_name(BACKUP_FOLDER), world.now_ms(), &Watch::default());
    if let Err(error) = written {
        tracing::warn!(%error, "no copy was written before deriving anew");
    }
}
