//! Moving from a folder to a database, in one act.
//!
//! Nothing is lost in between: the folder is met first, then all that this desk holds goes to the server, and only then
//! does this desk meet there. The folder stays as it is. A sealed note in it tells the others where the clinic went;
//! what they write there meanwhile they hold themselves, and bring along when they move.

use std::path::Path;

use keepalive_domain::ids::SpaceId;
use keepalive_domain::roles::Deed;
use keepalive_hub_folder::{leave_note, left_note, take_note_away};
use keepalive_seal::{open_note, seal_note};
use keepalive_sync::Carrying;

use super::remembered::Place;
use super::{access_file, database, trouble};
use crate::app::Open;
use crate::types::{Nothing, PathInput, SharingTrouble, SharingTroubleKind, SharingView};
use crate::{ApiError, ApiResult, App, ErrorCode};

impl App {
    /// Goes on sharing over a database instead of the folder, by this desk's access file. Everything this desk holds is
    /// at the server then, its own and what came from others.
    ///
    /// # Errors
    /// This desk shares over no folder, or its folder cannot be met now; the file is no access file, or the database
    /// cannot be used. Then this desk goes on meeting in the folder; what had reached the server stays there.
    pub fn sharing_move(&self, input: PathInput) -> ApiResult<SharingView> {
        // Where a manager's desk moved the clinic, every desk follows.
        if self.sharing.standing().moved_to.is_none() {
            self.asks(Deed::Share)?;
        }
        self.no_sample_is_shared()?;
        let access = access_file::chosen(Path::new(&input.path))?;
        // An invitation that lies in the folder would bring its guest there.
        self.sharing_invite_end(Nothing {})?;
        let place = database::place_of(&access)?;
        {
            // No meeting goes on meanwhile: what comes and goes does so here. Nor a restore: it is one record that moves.
            let mut known = self.sharing.hub();
            // Asked here: somebody may have moved or stopped while a meeting was waited for.
            let off = || ApiError::invalid("path", "sharing_no_folder", "This desk shares over no folder.");
            let Some(Place::Folder(folder)) = self.device.remembered().sharing.place else {
                return Err(off());
            };
            let open = self.current();
            let here = open.store.read(|read| read.space())?;
            let here =
                here.ok_or_else(|| ApiError::new(ErrorCode::NoClinic, "There is no clinic to share yet."))?;
            let from = Place::Folder(folder.clone());
            self.exchange_at(&from, &open, &mut known).map_err(folder_is_away)?;
            // All this desk holds is to be there before it leaves the folder.
            database::connect(&access)?.must_write()?;
            self.take_part(&access, here)?;
            let key = self.key_of(here).map_err(not_moved)?;
            let mut hub = database::connect(&access)?.enter_space(here, key)?;
            let all = Carrying::Everybodys;
            let witness = self.witness_alone(here, &open)?;
            self.exchange_with(&open, &mut hub, all, &witness, trouble::of_database).map_err(not_moved)?;
            // All that takes a while, and who stopped sharing meanwhile shares over nothing.
            if self.device.remembered().sharing.place.as_ref() != Some(&from) {
                return Err(off());
            }
            self.keep_access(here, &access)?;
            if let Place::Database(server) = &place
                && self.moved_to(&from, &open).as_ref() != Some(server)
            {
                self.leave_note(&folder, here, server);
            }
            self.share_over(Some(place))?;
        }
        self.sharing_now(Nothing {})
    }

    /// Stays in the folder though another desk moved the clinic once: takes its note away, so that no desk is told to
    /// follow any more. A desk that meets at the server goes on there until it is stopped.
    ///
    /// # Errors
    /// This desk shares over no folder, or it cannot be written.
    pub fn sharing_stay(&self, _input: Nothing) -> ApiResult<SharingView> {
        self.asks(Deed::Share)?;
        self.no_sample_is_shared()?;
        let space = self.current().store.read(|read| read.space())?;
        let Some((Place::Folder(folder), space)) = self.device.remembered().sharing.place.zip(space) else {
            return Err(ApiError::invalid("path", "sharing_no_folder", "This desk shares over no folder."));
        };
        take_note_away(&folder, space).map_err(trouble::refused)?;
        self.sharing.standing().moved_to = None;
        self.sharing(Nothing {})
    }

    /// Tells the others. Where that cannot be done now they are told by whoever runs the server, who gives each its file.
    fn leave_note(&self, folder: &Path, space: SpaceId, server: &str) {
        let left = self.key_here(space).and_then(|key| match key {
            Some(key) => leave_note(folder, space, &seal_note(&key, server)?).map_err(ApiError::from),
            None => Ok(()),
        });
        if let Err(error) = left {
            tracing::warn!(message = error.message, "the folder keeps no note of where the clinic went");
        }
    }

    /// Where the others of a clinic that is shared in a folder have gone, if one of them has left word.
    pub(super) fn moved_to(&self, place: &Place, open: &Open) -> Option<String> {
        let Place::Folder(folder) = place else { return None };
        let space = open.store.read(|read| read.space()).ok().flatten()?;
        let note = left_note(folder, space)?;
        open_note(&self.key_here(space).ok().flatten()?, &note)
    }
}

/// Why a folder has to be met before it is left.
fn folder_is_away(trouble: SharingTrouble) -> ApiError {
    ApiError::invalid("path", "sharing_folder_first", trouble.message)
}

/// Why the server does not hold it all.
fn not_moved(trouble: SharingTrouble) -> ApiError {
    let SharingTrouble { kind, message, .. } = trouble;
    let (field, hint) = match kind {
        SharingTroubleKind::DiskFull => return ApiError::new(ErrorCode::DiskFull, message),
        SharingTroubleKind::NoKey => ("path", "sharing_key_missing"),
        SharingTroubleKind::NotThere => ("server", "sharing_broke_off"),
        SharingTroubleKind::NotLetIn => ("access", "not_let_in"),
        SharingTroubleKind::Revoked => ("access", "revoked"),
        _ => ("server", "sharing_not_moved"),
    };
    ApiError::invalid(field, hint, message)
}
