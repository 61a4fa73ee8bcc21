//! Trying a copy out: it is restored into a temporary file and checked to the last row.

use std::path::Path;

use super::Watch;
use super::files::copy;
use crate::connection;
use crate::error::{Result, StoreError};
use crate::verify::{self, Depth};

/// What trying a copy out has shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drill {
    /// Ops in the copy.
    pub ops: u64,
    /// The state digest that its log gives.
    pub digest: String,
    /// What is wrong with it, for a person; empty when it can be relied on.
    pub problems: Vec<String>,
}

/// Restores a copy into a temporary file in `dir` and checks the file, the chain, and that everything derived is what
/// the log gives. The copy itself is only read, the temporary file is gone afterwards.
///
/// # Errors
/// [`StoreError`] where trying itself failed: no space, a folder that cannot be written, cancelled.
pub fn drill(path: &Path, dir: &Path, watch: &Watch) -> Result<Drill> {
    connection::inspect(path)?;
    let room = tempfile::tempdir_in(dir)
        .map_err(|source| StoreError::NotWritable { dir: dir.to_owned(), source })?;
    let restored = room.path().join("restored.db");
    copy(path, &restored, watch)?;
    let report = verify::verify(&restored, Depth::Everything, |progress| {
        watch.tell(progress.done, progress.total);
    })?;
    watch.go_on()?;
    let problems = report.faults.into_iter().map(|fault| fault.detail).collect();
    Ok(Drill { ops: report.ops, digest: report.digest, problems })
}
