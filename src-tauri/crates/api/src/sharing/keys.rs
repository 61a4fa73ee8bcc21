//! Where the key of what this desk shares is kept, and when it goes into the keychain with what else opens things.
//!
//! All of it begins in files. It goes into the keychain once this desk knows of a recovery sheet, which opens the key when the
//! keychain is lost: systems lose them with a new password, a new profile or a moved disk. A marker file says that the key is
//! there, so that no keychain is asked while sharing is off.

use std::path::Path;
use std::sync::atomic::Ordering;

use keepalive_domain::ids::SpaceId;
use keepalive_seal::SpaceKey;

use super::keychain::{Keychain, in_entries, keep_there};
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
        let each: [&dyn Fn() -> ApiResult<()>; 3] =
            [&|| moved(file, space, keychain), &|| desk_keys::into_keychain(file, space, keychain), &|| {
                access_file::into_keychain(file, space, keychain)
            }];
        let mut all = true;
        for moves in each {
            let Err(error) = moves() else { continue };
            tracing::warn!(message = error.message, "some of what sharing needs stays in a file");
            all = false;
            // One that does not answer for one of them is not asked for the others: it may ask somebody for a password.
            if error.hint.as_deref() == Some("keychain") {
                break;
            }
        }
        read.clear();
        if all {
            tracing::info!("what sharing needs is in the system's keychain now");
        } else {
            self.sharing.keychain_refused.store(true, Ordering::Relaxed);
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

/// Moves the key of a space into the keychain, beside the keys of other epochs that stand there: the file may be an older copy
/// that was put back. Another key that stood there is kept in a file: what was shared with it may still stand in some folder.
fn moved(clinic_file: &Path, space: SpaceId, keychain: &dyn Keychain) -> ApiResult<()> {
    let Some(mut key) = key_file::read(clinic_file, space)? else { return Ok(()) };
    let name = name_of(space);
    let before = in_entries(keychain, &name)?.and_then(|text| SpaceKey::parse(&text).ok());
    if let Some(before) = before {
        match before.joined(&key) {
            Some(all) => key = all,
            None => key_file::keep_aside(clinic_file, space, &before)?,
        }
    }
    keep_there(keychain, &name, &key.text())?;
    key_file::into_keychain(clinic_file, space)
}

/// What a space's key is called in the keychain. People see it there.
fn name_of(space: SpaceId) -> String {
    format!("sharing {space}")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::super::keychain::tests::AsOnWindows;
    use super::*;

    const SPACE: &str = "019ad000-0000-7000-8000-000000000001";

    /// A folder with a key's file, as beside a clinic's database.
    fn beside(key: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(format!("sharing-{SPACE}.key")), key).unwrap();
        let file = folder.path().join("clinic.db");
        (folder, file)
    }

    /// A key of this many later epochs.
    fn key(first: u32, later: std::ops::Range<u32>) -> String {
        // As base64 it is 32 bytes.
        let encoded = |n: u32| format!("{n:A<43}");
        let lines = later.map(|n| format!("\nKEEPALIVE-EPOCH-1-{n}-{}", encoded(n)));
        let text = format!("KEEPALIVE-KEY-1-{}{}", encoded(first), lines.collect::<String>());
        SpaceKey::parse(&text).unwrap().text()
    }

    fn keys_beside(folder: &Path) -> usize {
        let files = fs::read_dir(folder).unwrap().flatten();
        files.filter(|file| file.path().extension().is_some_and(|ending| ending == "key")).count()
    }

    #[test]
    fn what_the_keychain_holds_of_other_epochs_stays_there() {
        let (folder, file) = beside(&key(1, 3..50));
        let (space, keychain) = (SPACE.parse().unwrap(), AsOnWindows::default());
        keep_there(&keychain, &name_of(space), &key(1, 1..40)).unwrap();
        moved(&file, space, &keychain).unwrap();
        assert_eq!(in_entries(&keychain, &name_of(space)).unwrap(), Some(key(1, 1..50)));
        assert_eq!(keys_beside(folder.path()), 0);
    }

    #[test]
    fn another_key_that_stood_there_is_kept_once_also_where_that_was_cut_short() {
        let (folder, file) = beside(&key(1, 1..2));
        let (space, keychain) = (SPACE.parse().unwrap(), AsOnWindows::default());
        let other = SpaceKey::parse(&key(2, 1..3)).unwrap();
        keep_there(&keychain, &name_of(space), &other.text()).unwrap();
        // As if the power had failed behind the first step.
        key_file::keep_aside(&file, space, &other).unwrap();
        moved(&file, space, &keychain).unwrap();
        assert_eq!(in_entries(&keychain, &name_of(space)).unwrap(), Some(key(1, 1..2)));
        assert_eq!(keys_beside(folder.path()), 1);
        let aside = fs::read_to_string(folder.path().join(format!("sharing-{SPACE}-1.key"))).unwrap();
        assert_eq!(aside, other.text());
    }
}
