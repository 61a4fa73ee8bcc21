//! Turning sharing on and off, and meeting now.

use std::path::{Path, PathBuf};

use keepalive_domain::roles::Deed;
use keepalive_domain::words::DeskRole;
use keepalive_hub_folder::FolderHub;

use super::remembered::Place;
use super::{SharingMemory, Standing, key_file, trouble};
use crate::types::{Nothing, PathInput, SharingView};
use crate::{ApiError, ApiResult, App, ErrorCode};

impl App {
    /// Shares this clinic over a folder from now on: what is here goes there, what others put there comes. The folder
    /// is one that this clinic has no part in yet, or had: then it goes on with the key it has.
    ///
    /// # Errors
    /// The folder is not there or cannot be written, another clinic is shared there, this desk lacks the key, or it shares
    /// over a database: its password goes when that is stopped. Then sharing is as it was.
    pub fn sharing_begin(&self, input: PathInput) -> ApiResult<SharingView> {
        self.no_sample_is_shared()?;
        self.shares_by_no(|place| matches!(place, Place::Database(_)))?;
        let folder = PathBuf::from(&input.path);
        if !folder.is_dir() {
            return Err(ApiError::invalid("path", "sharing_not_there", "This folder is not there."));
        }
        let here = self.current().store.read(|read| read.space())?;
        let here =
            here.ok_or_else(|| ApiError::new(ErrorCode::NoClinic, "There is no clinic to share yet."))?;
        let there = FolderHub::spaces(&folder);
        let stands = there.contains(&here);
        // Where the clinic meets is a manager's to choose; going on where it stands is every desk's.
        let elsewhere = |place: Place| !matches!(place, Place::Folder(now) if is_same_folder(&now, &folder));
        if !stands || self.device.remembered().sharing.place.is_some_and(elsewhere) {
            self.asks(Deed::Share)?;
        }
        let own = self.key_here(here)?;
        // A beginning that was cut short, where the folder went away.
        let begins = if own.is_none() { key_file::beginning(&self.clinic_file, here)? } else { None };
        if stands && own.is_none() && begins.is_none() {
            let message = "This clinic is shared in this folder already, and this desk has no key for it.";
            return Err(ApiError::invalid("path", "sharing_key_missing", message));
        }
        if !there.is_empty() && !stands {
            let message = "Another record is shared in this folder. Join it, or choose another folder.";
            return Err(ApiError::invalid("path", "sharing_other_there", message));
        }
        let is_new = own.is_none();
        let key = match own {
            Some(key) => key,
            None => key_file::to_begin(&self.clinic_file, here)?,
        };
        if let Err(error) = FolderHub::begin(&folder, here, key.clone()) {
            // Where the folder does not answer any more, its file may stand there under this key.
            if folder.is_dir() && !FolderHub::spaces(&folder).contains(&here) {
                key_file::no_beginning(&self.clinic_file, here)?;
            }
            return Err(trouble::refused(error));
        }
        if is_new {
            self.begun(here, &key)?;
        }
        self.share_over(Some(Place::Folder(folder)))?;
        self.sharing(Nothing {})
    }

    /// Stops sharing. What came stays here, what went stays there, and the key is kept for going on. This desk's access
    /// to a database is not: going on begins with its file again. Who joined and heard nobody yet has joined nothing.
    ///
    /// # Errors
    /// The settings cannot be written, or the sample is open: what would stop is the clinic's.
    pub fn sharing_stop(&self, _input: Nothing) -> ApiResult<SharingView> {
        self.no_sample_is_shared()?;
        self.sharing_invite_end(Nothing {})?;
        self.share_over(None)?;
        if let Some(here) = self.current().store.read(|read| read.space())? {
            self.forget_access(here)?;
        }
        self.gives_up_joining()?;
        self.sharing(Nothing {})
    }

    /// Meets the other desks now and answers how sharing stands then; a failure is part of that.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn sharing_now(&self, _input: Nothing) -> ApiResult<SharingView> {
        // What went wrong stands in the view, with since when.
        drop(self.meet_others());
        self.sharing(Nothing {})
    }

    /// Remembers the place, or that there is none, and begins or ends the meetings. What the desk is there for stays.
    pub(super) fn share_over(&self, place: Option<Place>) -> ApiResult<()> {
        let SharingMemory { joined_as, called, entered, .. } = self.device.remembered().sharing;
        self.share_over_as(place, joined_as, called, entered)
    }

    /// As [`App::share_over`], and what this desk was invited for and is called, and whether it has just come.
    pub(super) fn share_over_as(
        &self,
        place: Option<Place>,
        joined_as: Option<DeskRole>,
        called: Option<String>,
        entered: bool,
    ) -> ApiResult<()> {
        let written = self.device.remember(|all| {
            let left_invites = std::mem::take(&mut all.sharing.left_invites);
            let heard = all.sharing.heard;
            let none = SharingMemory::default();
            all.sharing = SharingMemory { place, left_invites, joined_as, called, entered, heard, ..none };
        });
        written.map_err(|error| {
            let message = format!("The settings could not be written: {error}. The old ones stand.");
            ApiError::new(ErrorCode::File, message)
        })?;
        *self.sharing.standing() = Standing::default();
        self.begin_or_end_meetings();
        Ok(())
    }

    /// Holds meetings off while the record is exchanged, and forgets how the last ones went.
    pub(crate) fn between_meetings(&self) -> impl Drop + use<'_> {
        let held = self.sharing.between_meetings();
        if let Err(error) = self.device.remember(|all| all.sharing.met = None) {
            tracing::warn!(%error, "the last exchange is still remembered");
        }
        held
    }

    /// Refuses where this desk shares by a place of this kind.
    ///
    /// # Errors
    /// It does.
    pub(super) fn shares_by_no(&self, kind: impl FnOnce(&Place) -> bool) -> ApiResult<()> {
        if self.device.remembered().sharing.place.as_ref().is_some_and(kind) {
            let message = "This desk shares already. Stop sharing first.";
            return Err(ApiError::invalid("path", "sharing_is_on", message));
        }
        Ok(())
    }

    pub(super) fn no_sample_is_shared(&self) -> ApiResult<()> {
        if self.is_sample() {
            let message = "The sample clinic is made up and never shared. Go back to your own clinic first.";
            return Err(ApiError::invalid("path", "sharing_sample", message));
        }
        Ok(())
    }
}

/// Whether two paths are of one folder. Systems spell one in several ways: `C:\Share` and `c:\share\`. Where one of them
/// is away they are compared as they stand.
fn is_same_folder(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}
