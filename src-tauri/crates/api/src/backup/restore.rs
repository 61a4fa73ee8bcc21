//! Bringing a copy back, and taking that back.

use std::path::{Path, PathBuf};

use keepalive_domain::ops::Label;
use keepalive_domain::schema::Kind;
use keepalive_store::{EntryLook, Replaced, StoreError, Watch, copies};

use super::view::file_name;
use crate::types::{
    BackupInput, BackupLook, LoggedAct, Nothing, PathInput, ReplacedDatabase, Restored, Saved, WorkKind,
};
use crate::{ApiError, ApiResult, App};

impl App {
    /// What a copy holds, and what restoring it would change.
    ///
    /// # Errors
    /// There is no such copy, or it cannot be read.
    pub fn backup_look(&self, input: BackupInput) -> ApiResult<BackupLook> {
        self.needs_the_clinics_own()?;
        self.look_into(&self.copy_named(&input.name)?)
    }

    /// What a file from elsewhere holds, and what restoring it would change.
    ///
    /// # Errors
    /// It is no database of ours, is newer, or cannot be read.
    pub fn backup_look_file(&self, input: PathInput) -> ApiResult<BackupLook> {
        self.needs_the_clinics_own()?;
        self.look_into(Path::new(&input.path))
    }

    /// Brings a copy back. What stands now is copied first and kept beside: the restore can be taken back.
    ///
    /// # Errors
    /// The copy is not sound, another Keepalive has the database open, no space, or cancelled; then nothing changed.
    pub fn backup_restore(&self, input: BackupInput) -> ApiResult<Restored> {
        self.needs_the_clinics_own()?;
        let copy = self.copy_named(&input.name)?;
        self.bring_back(&copy)
    }

    /// Brings a file from elsewhere back, as [`App::backup_restore`].
    ///
    /// # Errors
    /// As there.
    pub fn backup_restore_file(&self, input: PathInput) -> ApiResult<Restored> {
        self.needs_the_clinics_own()?;
        self.bring_back(Path::new(&input.path))
    }

    /// Takes the last restore back: the database it replaced comes into its place again.
    ///
    /// # Errors
    /// There is none, or as [`App::backup_restore`].
    pub fn backup_put_back(&self, _input: Nothing) -> ApiResult<Restored> {
        self.needs_the_clinics_own()?;
        let kept =
            self.device.remembered().backups.replaced.ok_or_else(|| ApiError::not_found("database"))?;
        let path = self.clinic_file.with_file_name(&kept.name);
        if path.file_name().is_none_or(|name| name != kept.name.as_str()) || !path.is_file() {
            return Err(ApiError::not_found("database"));
        }
        self.backup_before()?;
        self.exchange("put_back", &kept.name, |watch| self.current().store.put_back(&path, watch))
    }

    fn bring_back(&self, copy: &Path) -> ApiResult<Restored> {
        self.backup_before()?;
        self.exchange("restored", &file_name(copy), |watch| self.current().store.restore(copy, watch))
    }

    fn exchange(
        &self,
        what: &str,
        name: &str,
        exchange: impl FnOnce(&Watch) -> Result<Replaced, StoreError>,
    ) -> ApiResult<Restored> {
        // No meeting goes on while the file is exchanged: its runs are of the record that goes.
        let no_meeting = self.between_meetings();
        let exchanged = self.works.run(WorkKind::Restore, exchange);
        drop(no_meeting);
        // Whatever came of it: what was computed before may not be what stands now.
        self.current().figures.note_everything();
        let replaced = ReplacedDatabase { at: self.now_ms(), name: file_name(&exchanged?.kept_at) };
        *self.newest_head() = None;
        self.remember_backups(|memory| memory.replaced = Some(replaced.clone()))?;
        let saved = Saved {
            label: Label::new(what, [name]).into(),
            changed: Kind::ALL.iter().map(|kind| kind.name().to_owned()).collect(),
            ..Saved::default()
        };
        Ok(Restored { saved, replaced })
    }

    /// The copy of this name, on this computer or in the second place. Only names that are listed lead anywhere.
    fn copy_named(&self, name: &str) -> ApiResult<PathBuf> {
        let second = self.device.remembered().backups.second;
        for folder in [Some(self.backup_folder()), second].into_iter().flatten() {
            let listed = copies(&folder, &self.clinic_file)?;
            if let Some(copy) = listed.into_iter().find(|copy| file_name(&copy.path) == name) {
                return Ok(copy.path);
            }
        }
        Err(ApiError::not_found("backup").about("name"))
    }

    fn look_into(&self, copy: &Path) -> ApiResult<BackupLook> {
        let look = self.current().store.look_into(copy)?;
        let listed = copies(copy.parent().unwrap_or(Path::new(".")), &self.clinic_file)?;
        let taken = listed.iter().find(|it| it.path == copy).map(|it| it.taken_ms);
        Ok(shown(look, copy, taken))
    }
}

/// A look as the screen shows it.
pub(super) fn shown(look: keepalive_store::Look, copy: &Path, taken_at: Option<i64>) -> BackupLook {
    let acts = |acts: Vec<EntryLook>| {
        acts.into_iter().map(|act| LoggedAct { label: act.label.into(), at: act.at_ms }).collect()
    };
    BackupLook {
        name: file_name(copy),
        taken_at,
        clinic: look.clinic,
        same_clinic: look.same_clinic,
        requests: look.requests,
        workarounds: look.workarounds,
        occurrences: look.occurrences,
        people: look.people,
        newest: acts(look.newest),
        comes_back: look.comes_back,
        lost: look.lost,
        lost_newest: acts(look.lost_newest),
    }
}
