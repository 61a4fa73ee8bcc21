//! What this computer remembers about backups.

use std::path::PathBuf;

use keepalive_store::StoreError;
use keepalive_store::read::OwnPlace;
use serde::{Deserialize, Serialize};

use crate::types::{BackupFailure, BackupTrouble, DrillResult, ExchangeKind, ReplacedDatabase};

/// Kept in the settings file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct BackupMemory {
    /// The folder of this desk's copies in the second place.
    pub(crate) second: Option<PathBuf>,
    pub(crate) failed: Option<BackupFailure>,
    pub(crate) drill: Option<DrillResult>,
    pub(crate) replaced: Option<ReplacedDatabase>,
    /// An exchange that was begun, until it is remembered as done: a crash in between does not take its undo away.
    pub(crate) exchanging: Option<Exchanging>,
    /// Where this desk wrote right after the last exchange. While it still does, undo takes the restore back.
    pub(crate) wrote_then: Option<WroteAt>,
    /// The database that the last exchange put aside still held a text, or could not be looked at, when that text was
    /// removed for good: by name. Putting it back would bring the text back.
    pub(crate) holds_removed: Option<String>,
    /// The name a damaged settings file was kept by, where the second place may have been forgotten with it; until a
    /// second place is chosen or given up.
    pub(crate) perhaps_forgotten: Option<String>,
}

/// An exchange on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Exchanging {
    pub(crate) by: ExchangeKind,
    /// The databases that lay aside for this reason before: a new one says that it happened.
    pub(crate) there: Vec<String>,
}

/// A place in this desk's own stream, as the settings file keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct WroteAt {
    pub(crate) stream: String,
    pub(crate) seq: i64,
}

impl From<OwnPlace> for WroteAt {
    fn from(place: OwnPlace) -> Self {
        Self { stream: place.stream.to_string(), seq: place.seq }
    }
}

impl BackupTrouble {
    /// What kind of trouble the store's error is.
    pub(super) fn of(error: &StoreError) -> Self {
        let of_io = |source: &std::io::Error| match source.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => Self::NotThere,
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                Self::NotWritable
            }
            _ => Self::Other,
        };
        match error {
            StoreError::DiskFull => Self::DiskFull,
            StoreError::Corrupt { .. } => Self::Damaged,
            StoreError::NotWritable { source, .. } | StoreError::File { source, .. } => of_io(source),
            _ => Self::Other,
        }
    }
}
