//! Bringing a copy back, and taking that back.

use std::path::{Path, PathBuf};

use keepalive_domain::ops::Label;
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;
use keepalive_store::{EntryLook, Read, Replaced, StoreError, Watch, copies, kept_aside};

use super::remembered::{Exchanging, WroteAt};
use super::view::file_name;
use crate::types::{
    BackupInput, BackupLook, ExchangeKind, LoggedAct, Nothing, PathInput, ReplacedDatabase, Restored, Saved,
    WorkKind,
};
use crate::{ApiError, ApiResult, App, ErrorCode};

/// What bringing a copy back is called.
const RESTORED: &str = "restored_copy";

impl App {
    /// What a copy holds, and what restoring it would change.
    ///
    /// # Errors
    /// There is no such copy, or it cannot be read.
    pub fn backup_look(&self, input: BackupInput) -> ApiResult<BackupLook> {
        self.needs_the_clinics_own()?;
        if let Some(kept) = self.kept_by_exchange().filter(|kept| kept.name == input.name) {
            return self.look_into(&self.clinic_file.with_file_name(kept.name));
        }
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
        self.asks(Deed::Restore)?;
        self.needs_the_clinics_own()?;
        let copy = self.copy_named(&input.name)?;
        self.bring_back(&copy)
    }

    /// Brings a file from elsewhere back, as [`App::backup_restore`].
    ///
    /// # Errors
    /// As there.
    pub fn backup_restore_file(&self, input: PathInput) -> ApiResult<Restored> {
        self.asks(Deed::Restore)?;
        self.needs_the_clinics_own()?;
        self.bring_back(Path::new(&input.path))
    }

    /// Takes the last restore back: the database it replaced comes into its place again. Called once more, it brings back
    /// what had been restored.
    ///
    /// # Errors
    /// There is none, it holds a text that was removed for good since (`holds_removed_text`), or as
    /// [`App::backup_restore`].
    pub fn backup_put_back(&self, _input: Nothing) -> ApiResult<Restored> {
        self.asks(Deed::Restore)?;
        self.needs_the_clinics_own()?;
        let kept = self.kept_by_exchange().ok_or_else(|| ApiError::not_found("database"))?;
        let path = self.clinic_file.with_file_name(&kept.name);
        if self.device.remembered().backups.holds_removed.as_ref() == Some(&kept.name) {
            let message = "What the restore replaced still holds a text that was removed for good since. It is not put back.";
            return Err(ApiError::new(ErrorCode::File, message).hinting("holds_removed_text"));
        }
        self.backup_before()?;
        let by = match kept.by {
            ExchangeKind::Restore => ExchangeKind::PutBack,
            ExchangeKind::PutBack => ExchangeKind::Restore,
        };
        self.exchange(by, &kept.name, |watch| self.current().store.put_back(&path, watch))
    }

    /// The exchange that the next undo, or redo, takes back: nothing of this desk stands on what it brought. `None`
    /// where there is none, or the next one is an act.
    pub(crate) fn exchange_to_walk(&self, by: ExchangeKind, read: &Read<'_>) -> ApiResult<Option<Label>> {
        if self.is_sample() {
            return Ok(None);
        }
        let Some(kept) = self.kept_by_exchange().filter(|kept| kept.by == by) else { return Ok(None) };
        let (then, now) = (self.device.remembered().backups.wrote_then, read.own_place()?.map(WroteAt::from));
        let stands = match by {
            // A restore opened a stream: what was done in it since is taken back first.
            ExchangeKind::Restore => {
                let stream = |at: &Option<WroteAt>| at.as_ref().map(|at| at.stream.clone());
                stream(&then) == stream(&now) && !read.acted_in_this_stream()?
            }
            // What is done after an undo leaves nothing to do again.
            ExchangeKind::PutBack => then == now,
        };
        Ok((then.is_some() && stands).then(|| Label::new(RESTORED, [kept.name.as_str()])))
    }

    /// The database that the last exchange put aside, where it is still there.
    pub(crate) fn kept_by_exchange(&self) -> Option<ReplacedDatabase> {
        let kept = self.device.remembered().backups.replaced?;
        let path = self.clinic_file.with_file_name(&kept.name);
        // The settings are ours, but a name that leads elsewhere is never followed.
        let is_a_name = path.file_name().is_some_and(|name| name == kept.name.as_str());
        (is_a_name && path.is_file()).then_some(kept)
    }

    fn bring_back(&self, copy: &Path) -> ApiResult<Restored> {
        self.backup_before()?;
        let restore = |watch: &Watch| self.current().store.restore(copy, watch);
        self.exchange(ExchangeKind::Restore, &file_name(copy), restore)
    }

    fn exchange(
        &self,
        by: ExchangeKind,
        name: &str,
        exchange: impl FnOnce(&Watch) -> Result<Replaced, StoreError>,
    ) -> ApiResult<Restored> {
        let there = self.aside_by(by)?;
        self.remember_backups(|memory| memory.exchanging = Some(Exchanging { by, there }))?;
        // No meeting goes on while the file is exchanged: its runs are of the record that goes.
        let no_meeting = self.between_meetings();
        let exchanged = self.works.run(WorkKind::Restore, exchange);
        drop(no_meeting);
        // Whatever came of it: what was computed before may not be what stands now.
        self.current().figures.note_everything();
        let kept = file_name(&exchanged?.kept_at);
        *self.newest_head() = None;
        let replaced = self.remember_exchange(by, kept)?;
        let label = match by {
            ExchangeKind::Restore => Label::new(RESTORED, [name]),
            ExchangeKind::PutBack => Label::new("undone", [RESTORED, name]),
        };
        let saved = Saved {
            label: label.into(),
            changed: Kind::ALL.iter().map(|kind| kind.name().to_owned()).collect(),
            ..Saved::default()
        };
        Ok(Restored { saved, replaced })
    }

    /// Remembers an exchange that is done, and where this desk writes after it.
    fn remember_exchange(&self, by: ExchangeKind, name: String) -> ApiResult<ReplacedDatabase> {
        let replaced = ReplacedDatabase { at: self.now_ms(), name, by };
        let writes_at = self.current().store.read(|read| read.own_place())?.map(WroteAt::from);
        self.remember_backups(|memory| {
            memory.exchanging = None;
            memory.replaced = Some(replaced.clone());
            memory.holds_removed = None;
            memory.wrote_then = writes_at;
        })?;
        Ok(replaced)
    }

    /// Remembers an exchange that a crash came between: whether it happened, the databases that lie aside say. Where that
    /// cannot be done now, the next start tries again.
    pub(crate) fn settle_exchange(&self) {
        let Some(Exchanging { by, there }) = self.device.remembered().backups.exchanging else { return };
        let settled =
            self.aside_by(by).and_then(|now| match now.into_iter().find(|it| !there.contains(it)) {
                Some(name) => self.remember_exchange(by, name).map(drop),
                None => self.remember_backups(|memory| memory.exchanging = None),
            });
        if let Err(error) = settled {
            tracing::warn!(%error, "what became of a restore is not remembered yet");
        }
    }

    /// The databases that lie beside the clinic's for this reason, newest first, by name.
    fn aside_by(&self, by: ExchangeKind) -> ApiResult<Vec<String>> {
        let [restored, put_back] = kept_aside(&self.clinic_file)?;
        let aside = match by {
            ExchangeKind::Restore => restored,
            ExchangeKind::PutBack => put_back,
        };
        Ok(aside.iter().map(|copy| file_name(&copy.path)).collect())
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
