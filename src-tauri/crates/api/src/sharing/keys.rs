//! Where the key of what this desk shares is kept, and when it goes into the keychain with what else opens things.
//!
//! All of it begins in files. It goes into the keychain once this desk knows of a recovery sheet, which opens the key when the
//! keychain is lost: systems lose them with a new password, a new profile or a moved disk. A marker file says that the key is
//! there, so that no keychain is asked while sharing is off.

use std::path::Path;
use std::sync::atomic::Ordering;

use keepalive_domain::ids::SpaceId;
use keepalive_seal::SpaceKey;

use super::keychain::{Keychain, keep_there, no_answer};
use super::{access_file, desk_keys, kept_sheets, key_file};
use crate::types::SharingKeyPlace;
use crate::{ApiResult, App};

impl App {
    /// The key of a space; `None` where this desk has none, or the keychain has lost it.
    ///
    /// # Errors
    /// The file cannot be read or holds no key, or the keychain does not answer.
    pub(super) fn key_here(&self, space: SpaceId) -> ApiResult<Option<SpaceKey>> {
        // What stands in the file was written last.
        if let Some(key) = key_file::read(&self.clinic_file, space)? {
            return Ok(Some(key));
        }
        if !key_file::is_in_keychain(&self.clinic_file, space) {
            return Ok(None);
        }
        Ok(match self.in_keychain(&name_of(space))? {
            Some(text) => Some(SpaceKey::parse(&text)?),
            None => None,
        })
    }

    /// Keeps the key of a space from now on. Another one that this desk has is kept beside it.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub(super) fn keep_key(&self, space: SpaceId, key: &SpaceKey) -> ApiResult<()> {
        // A keychain that does not answer may hold another one; the file counts before it.
        let there = self.key_here(space);
        let mut read = self.sharing.read_there();
        if let Ok(Some(there)) = there
            && let Some(all) = there.joined(key)
        {
            if all.text() != there.text() {
                // Into the file, also where the keychain has those of before: it is moved on after the next meeting.
                key_file::grow(&self.clinic_file, space, &all)?;
                read.remove(&name_of(space));
            }
            return Ok(());
        }
        key_file::keep(&self.clinic_file, space, key)?;
        read.remove(&name_of(space));
        Ok(())
    }

    /// The record has begun: its key is this desk's now.
    ///
    /// # Errors
    /// The key cannot be written; the beginning stays then, and is found again.
    pub(super) fn begun(&self, space: SpaceId, key: &SpaceKey) -> ApiResult<()> {
        self.keep_key(space, key)?;
        key_file::no_beginning(&self.clinic_file, space)
    }

    /// Forgets the key of a space that this desk has no part in.
    ///
    /// # Errors
    /// A file cannot be removed.
    pub(super) fn forget_key(&self, space: SpaceId) -> ApiResult<()> {
        let mut read = self.sharing.read_there();
        key_file::forget(&self.clinic_file, space)?;
        read.remove(&name_of(space));
        Ok(())
    }

    /// Moves what opens things from its files into the keychain, where that can be done now. Asked after a meeting: sharing
    /// is on and works. A keychain that does not answer is asked again after a restart.
    pub(super) fn keys_into_keychain(&self, space: SpaceId) {
        let keychain = self.sharing.keychain().clone();
        let Some(keychain) = keychain else { return };
        let refused = || self.sharing.keychain_refused.load(Ordering::Relaxed);
        if refused() || self.key_place(space) != Some(SharingKeyPlace::File) || !self.has_a_sheet(space) {
            return;
        }
        let (file, keychain) = (&self.clinic_file, &*keychain);
        let mut read = self.sharing.read_there();
        let moved = moved(file, space, keychain)
            .and_then(|()| desk_keys::into_keychain(file, space, keychain))
            .and_then(|()| access_file::into_keychain(file, space, keychain));
        read.clear();
        match moved {
            Ok(()) => tracing::info!("what sharing needs is in the system's keychain now"),
            Err(error) => {
                tracing::warn!(message = error.message, "what sharing needs stays in files");
                self.sharing.keychain_refused.store(true, Ordering::Relaxed);
            }
        }
    }

    /// Where the keys are, for the screen; `None` where there are none. In a file as long as one of them is.
    pub(super) fn key_place(&self, space: SpaceId) -> Option<SharingKeyPlace> {
        let file = &self.clinic_file;
        if !key_file::is_there(file, space) {
            return None;
        }
        let in_a_file = key_file::has_file(file, space)
            || desk_keys::has_file(file, space)
            || access_file::has_password(file, space);
        Some(if in_a_file { SharingKeyPlace::File } else { SharingKeyPlace::Keychain })
    }

    /// The same with why it is still in a file.
    pub(super) fn key_place_shown(&self, space: SpaceId) -> Option<SharingKeyPlace> {
        let place = self.key_place(space)?;
        if place == SharingKeyPlace::Keychain || self.sharing.keychain().is_none() {
            return Some(place);
        }
        Some(if self.sharing.keychain_refused.load(Ordering::Relaxed) {
            SharingKeyPlace::FileNoKeychain
        } else if self.has_a_sheet(space) {
            SharingKeyPlace::File
        } else {
            SharingKeyPlace::FileNoSheet
        })
    }

    fn has_a_sheet(&self, space: SpaceId) -> bool {
        kept_sheets::made(&self.clinic_file, space, &self.members(space)).iter().any(|sheet| sheet.opens_all)
    }
}

/// Moves the key of a space into the keychain. Another key that stood there is kept in a file: what was shared with it may
/// still stand in some folder.
fn moved(clinic_file: &Path, space: SpaceId, keychain: &dyn Keychain) -> ApiResult<()> {
    let Some(key) = key_file::read(clinic_file, space)? else { return Ok(()) };
    let name = name_of(space);
    let before = keychain.read(&name).map_err(|why| no_answer(&why))?;
    if let Some(before) =
        before.and_then(|text| SpaceKey::parse(&text).ok()).filter(|old| old.proof() != key.proof())
    {
        key_file::keep_aside(clinic_file, space, &before)?;
    }
    keep_there(keychain, &name, &key.text())?;
    key_file::into_keychain(clinic_file, space)
}

/// What a space's key is called in the keychain. People see it there.
fn name_of(space: SpaceId) -> String {
    format!("sharing {space}")
}
