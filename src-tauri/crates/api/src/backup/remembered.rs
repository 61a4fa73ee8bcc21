//! What this computer remembers about backups.

use std::path::PathBuf;

use keepalive_store::StoreError;
use serde::{Deserialize, Serialize};

use crate::types::{BackupFailure, BackupTrouble, DrillResult, ReplacedDatabase};

/// Kept in the settings file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct BackupMemory {
    /// The folder of this desk's copies in the second place.
    pub(crate) second: Option<PathBuf>,
    pub(crate) failed: Option<BackupFailure>,
    pub(crate) drill: Option<DrillResult>,
    pub(crate) replaced: Option<ReplacedDatabase>,
    /// The name a damaged settings file was kept by, where the second place may have been forgotten with it; until a
    /// second place is chosen or given up.
    pub(crate) perhaps_forgotten: Option<String>,
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
