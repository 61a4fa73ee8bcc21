//! Where the key of what this desk shares is kept: in a file, or in the keychain of the computer's system.
//!
//! A key begins in a file. It goes into the keychain once this desk knows of a recovery sheet, which opens it when the
//! keychain is lost: systems lose them with a new password, a new profile or a moved disk. It is read back before the file
//! goes. A marker file says that it is there, so that no keychain is asked while sharing is off.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use keepalive_domain::ids::SpaceId;
use keepalive_seal::SpaceKey;

use super::{kept_sheets, key_file};
use crate::types::SharingKeyPlace;
use crate::{ApiError, ApiResult, App, ErrorCode};

/// The keychain of the computer's system. Each secret has a name; errors are the system's own words.
pub trait Keychain: Send + Sync {
    /// The secret of this name; `None` where there is none.
    ///
    /// # Errors
    /// The keychain does not answer, or is locked.
    fn read(&self, name: &str) -> Result<Option<String>, String>;

    /// Keeps a secret under this name, in the place of an older one.
    ///
    /// # Errors
    /// The keychain does not answer, or is locked.
    fn keep(&self, name: &str, secret: &str) -> Result<(), String>;
}

impl App {
    /// Keeps keys in this keychain from now on. Without it they stay in files. It is asked while sharing is on, and when
    /// it is turned on.
    pub fn keep_keys_in(&self, keychain: Arc<dyn Keychain>) {
        *self.sharing.keychain() = Some(keychain);
    }

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
        if let Some((_, key)) = self.sharing.read_key().as_ref().filter(|(of, _)| *of == space) {
            return Ok(Some(key.clone()));
        }
        let keychain = self.sharing.keychain().clone();
        let Some(keychain) = keychain else {
            return Err(no_answer("this program was built without one"));
        };
        let Some(text) = keychain.read(&name_of(space)).map_err(|why| no_answer(&why))? else {
            return Ok(None);
        };
        let key = SpaceKey::parse(&text)?;
        *self.sharing.read_key() = Some((space, key.clone()));
        Ok(Some(key))
    }

    /// Keeps the key of a space from now on. Another one that this desk has is kept beside it.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub(super) fn keep_key(&self, space: SpaceId, key: &SpaceKey) -> ApiResult<()> {
        // A keychain that does not answer may hold another one; the file counts before it.
        if let Ok(Some(there)) = self.key_here(space)
            && let Some(all) = there.joined(key)
        {
            if all.text() != there.text() {
                // Into the file, also where the keychain has those of before: it is moved on after the next meeting.
                key_file::grow(&self.clinic_file, space, &all)?;
                *self.sharing.read_key() = None;
            }
            return Ok(());
        }
        key_file::keep(&self.clinic_file, space, key)?;
        *self.sharing.read_key() = None;
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

    /// Moves the key from its file into the keychain, where that can be done now. Asked after a meeting: sharing is on and
    /// works. A keychain that does not answer is asked again after a restart.
    pub(super) fn key_into_keychain(&self, space: SpaceId) {
        let keychain = self.sharing.keychain().clone();
        let Some(keychain) = keychain else { return };
        let refused = || self.sharing.keychain_refused.load(Ordering::Relaxed);
        if refused() || self.key_place(space) != Some(SharingKeyPlace::File) || !self.has_a_sheet(space) {
            return;
        }
        match moved(&self.clinic_file, space, &*keychain) {
            Ok(()) => {
                *self.sharing.read_key() = None;
                tracing::info!("the key for sharing is in the system's keychain now");
            }
            Err(error) => {
                tracing::warn!(message = error.message, "the key for sharing stays in its file");
                self.sharing.keychain_refused.store(true, Ordering::Relaxed);
            }
        }
    }

    /// Where the key is, for the screen; `None` where there is none.
    pub(super) fn key_place(&self, space: SpaceId) -> Option<SharingKeyPlace> {
        if key_file::has_file(&self.clinic_file, space) {
            return Some(SharingKeyPlace::File);
        }
        key_file::is_in_keychain(&self.clinic_file, space).then_some(SharingKeyPlace::Keychain)
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
    keychain.keep(&name, &key.text()).map_err(|why| no_answer(&why))?;
    let again = keychain.read(&name).map_err(|why| no_answer(&why))?;
    let same =
        again.and_then(|text| SpaceKey::parse(&text).ok()).is_some_and(|again| again.text() == key.text());
    if !same {
        return Err(no_answer("what was kept there did not come back"));
    }
    key_file::into_keychain(clinic_file, space)
}

/// What a space's key is called in the keychain. People see it there.
fn name_of(space: SpaceId) -> String {
    format!("sharing {space}")
}

fn no_answer(why: &str) -> ApiError {
    let message = format!("This computer's keychain did not answer for the key for sharing ({why}).");
    ApiError::new(ErrorCode::File, message).hinting("keychain")
}
