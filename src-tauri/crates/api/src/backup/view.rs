//! How backups stand.

use std::path::Path;

use keepalive_store::{BackupCopy, copies, newest_copy};

use super::due::{DAY_MS, OLD_AFTER_DAYS};
use super::second;
use crate::types::{BackupRow, BackupStanding, BackupsView, DrillResult, InstantMs, Nothing};
use crate::{ApiError, ApiResult, App};

impl App {
    /// How the clinic's database is backed up.
    ///
    /// # Errors
    /// The database or the folder of copies cannot be read.
    pub fn backups(&self, _input: Nothing) -> ApiResult<BackupsView> {
        let memory = self.device.remembered().backups;
        let sample = self.is_sample();
        Ok(BackupsView {
            copies: copies(&self.backup_folder(), &self.clinic_file)?.iter().map(row).collect(),
            changed_since: !sample && self.has_changed_since_newest()?,
            second: memory.second.as_deref().map(|folder| second::shown(folder, &self.clinic_file)),
            second_forgotten: memory.perhaps_forgotten,
            failed: memory.failed,
            drill: memory.drill,
            replaced: self.kept_by_exchange(),
            sample,
        })
    }

    /// What Today says about backups.
    pub(crate) fn backup_standing(&self) -> ApiResult<BackupStanding> {
        if self.is_sample() {
            return Ok(BackupStanding::default());
        }
        let memory = self.device.remembered().backups;
        let newest_at = newest_ms(&self.clinic_file);
        let days = newest_at.map(|at| (self.now_ms() - at) / DAY_MS);
        let days = days.and_then(|days| u32::try_from(days).ok()).filter(|days| *days >= OLD_AFTER_DAYS);
        let old_days = match days {
            Some(days) if self.has_changed_since_newest()? => Some(days),
            _ => None,
        };
        let drill_failed = memory.drill.is_some_and(|drill| !drill.sound);
        let second_forgotten = memory.perhaps_forgotten.is_some();
        Ok(BackupStanding { newest_at, failed: memory.failed, old_days, drill_failed, second_forgotten })
    }

    /// Writes a copy now.
    ///
    /// # Errors
    /// It could not be written, was cancelled, or the sample clinic is open.
    pub fn backup_now(&self, _input: Nothing) -> ApiResult<BackupsView> {
        self.needs_the_clinics_own()?;
        self.write_backup()?;
        self.backups(Nothing {})
    }

    /// Tries the newest copy out now.
    ///
    /// # Errors
    /// There is no copy, it was cancelled, or there is no room to restore one into.
    pub fn backup_drill(&self, _input: Nothing) -> ApiResult<DrillResult> {
        self.needs_the_clinics_own()?;
        self.run_drill()?.ok_or_else(|| ApiError::not_found("backup"))
    }

    /// Backups are the clinic's own; the sample clinic is made up.
    pub(super) fn needs_the_clinics_own(&self) -> ApiResult<()> {
        if self.is_sample() {
            let message = "The sample clinic is made up and not backed up. Go back to your own clinic first.";
            return Err(ApiError::invalid("name", "sample_clinic", message));
        }
        Ok(())
    }
}

pub(super) fn row(copy: &BackupCopy) -> BackupRow {
    BackupRow { name: file_name(&copy.path), taken_at: copy.taken_ms, bytes: copy.bytes }
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// When the newest copy of a database was taken, UTC ms; `None` if there is none.
pub(crate) fn newest_ms(database: &Path) -> Option<InstantMs> {
    let newest = newest_copy(&database.with_file_name(super::FOLDER_NAME), database);
    newest.ok().flatten().map(|copy| copy.taken_ms)
}
