//! Writing what is due, and remembering what became of it.

use std::fs;
use std::path::PathBuf;

use keepalive_store::{
    BackupCopy, Drill, StoreError, copies, discard_stale_staging, drill, kept_aside, newest_copy,
    remove_aside, superfluous,
};

use super::due::{copy_is_due, drill_is_due};
use super::remembered::BackupMemory;
use super::second;
use crate::types::{BackupFailure, BackupTrouble, DrillResult, WorkKind};
use crate::{ApiError, ApiResult, App, ErrorCode};

impl App {
    /// Clears what a removed text left in the file, writes a copy if one is due, brings the second place up, thins both, and tries a copy out once a month.
    /// What fails is remembered and shown on Today; the next round tries again.
    pub fn keep_backups(&self) {
        if self.is_sample() {
            return;
        }
        // Before any copy: what a removed text left in the file is no copy's business.
        if let Err(error) = self.current().store.clear_removed() {
            tracing::warn!(%error, "the bytes of a removed text are not cleared yet");
        }
        let kept = self.copy_if_due().and_then(|()| self.drill_if_due());
        if let Err(error) = kept {
            tracing::warn!(%error, "backups could not be kept");
        }
    }

    /// Writes a copy before something that changes much (an import, a restore), unless the newest holds everything.
    ///
    /// # Errors
    /// The copy could not be written; whatever it was for must not begin.
    pub(crate) fn backup_before(&self) -> ApiResult<()> {
        if self.is_sample() || !self.has_changed_since_newest()? {
            return Ok(());
        }
        self.write_backup().map(drop)
    }

    fn copy_if_due(&self) -> ApiResult<()> {
        let newest = newest_copy(&self.backup_folder(), &self.clinic_file)?;
        let known = newest.as_ref().and_then(|copy| Some((copy.taken_ms, self.head_of(copy)?)));
        if copy_is_due(known, self.current().store.head()?, self.now_ms()) {
            self.write_backup()?;
            return Ok(());
        }
        // The second place may have been away when the copy was written.
        match newest {
            Some(copy) => self.tend_second(&copy),
            None => Ok(()),
        }
    }

    /// Writes a copy, brings the second place up and thins. A failure is remembered, a success forgets it.
    pub(crate) fn write_backup(&self) -> ApiResult<BackupCopy> {
        let open = self.current();
        let written = self.works.run(WorkKind::Backup, |watch| {
            let copy = open.store.backup_to(&self.backup_folder(), watch)?;
            thin(&copies(&self.backup_folder(), &self.clinic_file)?, self.now_ms())?;
            self.thin_kept()?;
            Ok(copy)
        });
        match written {
            Ok(copy) => {
                *self.newest_head() = copy.head.map(|head| (copy.path.clone(), head));
                self.remember_backups(|memory| {
                    memory.failed = memory.failed.take().filter(|failed| failed.second.is_some());
                })?;
                self.tend_second(&copy)?;
                Ok(copy)
            }
            Err(StoreError::Cancelled) => Err(StoreError::Cancelled.into()),
            Err(error) => {
                self.remember_failure(&error, None)?;
                Err(error.into())
            }
        }
    }

    /// Thins what restores left beside the record by the rule of the copies: of each reason the newest stays, and the
    /// one that the last restore can be taken back to.
    fn thin_kept(&self) -> Result<(), StoreError> {
        let needed = self.device.remembered().backups.replaced.map(|replaced| replaced.name);
        for kept in kept_aside(&self.clinic_file)? {
            let taken: Vec<_> = kept.iter().map(|copy| copy.taken_ms).collect();
            for at in superfluous(&taken, self.now_ms()) {
                let Some(copy) = kept.get(at) else { continue };
                if needed.as_deref() != Some(super::view::file_name(&copy.path).as_str()) {
                    remove_aside(copy)?;
                }
            }
        }
        discard_stale_staging(&self.clinic_file, self.now_ms()).map(drop)
    }

    /// A second place that fails is said on Today, and is no failure of the copy on this computer.
    fn tend_second(&self, newest: &BackupCopy) -> ApiResult<()> {
        let Some(folder) = self.device.remembered().backups.second else { return Ok(()) };
        let brought =
            self.works.run(WorkKind::Backup, |watch| self.bring_second_up(&folder, &newest.path, watch));
        match brought {
            Ok(()) => self.remember_backups(|memory| {
                memory.failed = memory.failed.take().filter(|failed| failed.second.is_none());
            }),
            Err(StoreError::Cancelled) => Ok(()),
            Err(error) => self.remember_failure(&error, Some(second::name_of(&folder))),
        }
    }

    fn drill_if_due(&self) -> ApiResult<()> {
        let last = self.device.remembered().backups.drill.map(|drill| (drill.at, drill.sound));
        if !drill_is_due(last, self.now_ms()) {
            return Ok(());
        }
        self.run_drill().map(drop)
    }

    /// Tries the newest copy out and remembers what came of it; `None` if there is no copy.
    pub(super) fn run_drill(&self) -> ApiResult<Option<DrillResult>> {
        let Some(copy) = newest_copy(&self.backup_folder(), &self.clinic_file)? else { return Ok(None) };
        let dir = self.backup_folder();
        let tried = self.works.run(WorkKind::Drill, |watch| drill(&copy.path, &dir, watch));
        let found = match tried {
            Ok(found) => found,
            // The copy itself cannot be read: that is what a drill is there to find.
            Err(
                StoreError::Corrupt { .. } | StoreError::NotADatabase { .. } | StoreError::Foreign { .. },
            ) => Drill { ops: 0, digest: String::new(), problems: vec!["unreadable".to_owned()] },
            Err(error) => return Err(error.into()),
        };
        for problem in &found.problems {
            tracing::error!(copy = %copy.path.display(), problem, "a copy that was tried out is not sound");
        }
        let result = DrillResult {
            at: self.now_ms(),
            name: super::view::file_name(&copy.path),
            sound: found.problems.is_empty(),
            ops: found.ops,
            digest: found.digest,
        };
        self.remember_backups(|memory| memory.drill = Some(result.clone()))?;
        Ok(Some(result))
    }

    /// Whether something was written since the newest copy; a new, empty database has nothing to copy.
    pub(super) fn has_changed_since_newest(&self) -> ApiResult<bool> {
        let now = self.current().store.head()?;
        let newest = newest_copy(&self.backup_folder(), &self.clinic_file)?;
        let head = newest.and_then(|copy| self.head_of(&copy));
        Ok(now.ops > 0 && head != Some(now))
    }

    /// Where a copy's log ends; opened once. A copy that cannot be opened covers nothing.
    fn head_of(&self, copy: &BackupCopy) -> Option<keepalive_store::Head> {
        if let Some((path, head)) = &*self.newest_head()
            && *path == copy.path
        {
            return Some(*head);
        }
        let head = copy.read_head().ok()?;
        *self.newest_head() = Some((copy.path.clone(), head));
        Some(head)
    }

    fn remember_failure(&self, error: &StoreError, second: Option<String>) -> ApiResult<()> {
        tracing::warn!(%error, "a copy could not be written");
        let failure = BackupFailure { at: self.now_ms(), why: BackupTrouble::of(error), second };
        self.remember_backups(|memory| {
            // Since when it fails says more than that it still does.
            let same =
                memory.failed.as_ref().is_some_and(|f| f.why == failure.why && f.second == failure.second);
            if !same {
                memory.failed = Some(failure);
            }
        })
    }

    pub(super) fn remember_backups(&self, change: impl FnOnce(&mut BackupMemory)) -> ApiResult<()> {
        let written = self.device.remember(|remembered| change(&mut remembered.backups));
        written.map(drop).map_err(|error| {
            ApiError::new(
                ErrorCode::File,
                format!("The settings could not be written: {error}. The old ones stand."),
            )
        })
    }

    /// Where the clinic's copies stand on this computer.
    pub(crate) fn backup_folder(&self) -> PathBuf {
        self.clinic_file.with_file_name(super::FOLDER_NAME)
    }
}

/// Removes the copies that are not needed any more. Only called after a new one stands, checked.
pub(super) fn thin(copies: &[BackupCopy], now_ms: i64) -> Result<(), StoreError> {
    let taken: Vec<_> = copies.iter().map(|copy| copy.taken_ms).collect();
    for at in superfluous(&taken, now_ms) {
        let Some(copy) = copies.get(at) else { continue };
        fs::remove_file(&copy.path).map_err(|source| StoreError::File {
            attempted: "remove",
            path: copy.path.clone(),
            source,
        })?;
    }
    Ok(())
}
