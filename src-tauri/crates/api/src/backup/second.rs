//! The second place: another drive, stick or share that gets each copy, too.

use std::path::{Path, PathBuf};

use keepalive_store::{StoreError, Watch, copies, copy_to, newest_copy};

use super::keep::thin;
use crate::types::{BackupsView, InstantMs, Nothing, PathInput, SecondPlace};
use crate::{ApiError, ApiResult, App, ErrorCode};

impl App {
    /// Chooses the second place and writes the newest copy there at once. Copies stand in a folder of their own in
    /// it, so that two desks can share a drive.
    ///
    /// # Errors
    /// The folder is the database's own or not there, or cannot be written; then the place stays as it was.
    pub fn backup_second_set(&self, input: PathInput) -> ApiResult<BackupsView> {
        self.needs_the_clinics_own()?;
        let chosen = PathBuf::from(&input.path);
        if !chosen.is_dir() {
            return Err(ApiError::new(ErrorCode::File, "This folder is not there.")
                .about("path")
                .hinting("not_there"));
        }
        let own = self.clinic_file.parent().and_then(|dir| dir.canonicalize().ok());
        let real = chosen.canonicalize().ok();
        if real.is_some() && (real == own || real == own.map(|own| own.join(super::FOLDER_NAME))) {
            let message =
                "A second place on the same spot is no second place. Choose another drive or share.";
            return Err(ApiError::invalid("path", "same_place", message));
        }
        let folder = chosen.join(self.second_name()?);
        let newest = match newest_copy(&self.backup_folder(), &self.clinic_file)? {
            Some(copy) => copy,
            None => self.write_backup()?,
        };
        self.works.run(crate::types::WorkKind::Backup, |watch| copy_to(&newest.path, &folder, watch))?;
        self.remember_backups(|memory| {
            memory.second = Some(folder);
            memory.perhaps_forgotten = None;
            memory.failed = memory.failed.take().filter(|failed| failed.second.is_none());
        })?;
        self.backups(Nothing {})
    }

    /// Gives the second place up. The copies there stay.
    ///
    /// # Errors
    /// The settings cannot be written.
    pub fn backup_second_clear(&self, _input: Nothing) -> ApiResult<BackupsView> {
        self.remember_backups(|memory| {
            memory.second = None;
            memory.perhaps_forgotten = None;
            memory.failed = memory.failed.take().filter(|failed| failed.second.is_none());
        })?;
        self.backups(Nothing {})
    }

    /// The folder of this desk's copies in a second place: told apart by a few signs of the installation.
    fn second_name(&self) -> ApiResult<String> {
        let desk = self.current().store.read(|read| read.desk_mark())?;
        Ok(format!("Keepalive backups {}", desk.as_deref().unwrap_or("new")))
    }

    /// Brings the second place up to the first's newest copy and thins it.
    pub(super) fn bring_second_up(
        &self,
        folder: &Path,
        newest: &Path,
        watch: &Watch,
    ) -> Result<(), StoreError> {
        // The drive may be away: its folder is never made anew on whatever lies there now.
        if let Some(chosen) = folder.parent().filter(|chosen| !chosen.is_dir()) {
            return Err(StoreError::File {
                attempted: "find",
                path: chosen.to_owned(),
                source: std::io::ErrorKind::NotFound.into(),
            });
        }
        let there = folder.join(newest.file_name().unwrap_or_default());
        if !there.exists() {
            copy_to(newest, folder, watch)?;
            thin(&copies(folder, &self.clinic_file)?, self.now_ms())?;
        }
        Ok(())
    }
}

/// The second place as the screen shows it: its name, never where it is.
pub(super) fn shown(folder: &Path, database: &Path) -> SecondPlace {
    let newest: Option<InstantMs> = newest_copy(folder, database).ok().flatten().map(|copy| copy.taken_ms);
    SecondPlace {
        name: name_of(folder),
        newest_at: newest,
        is_there: folder.parent().is_some_and(Path::is_dir),
    }
}

/// The name of the place a folder of copies stands in: a drive, or the last folder of its path.
pub(super) fn name_of(folder: &Path) -> String {
    let place = folder.parent().unwrap_or(folder);
    place.file_name().unwrap_or(place.as_os_str()).to_string_lossy().into_owned()
}
