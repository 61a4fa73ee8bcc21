//! The keys of this desk and what it knows of who is in, as files of their own per space beside the clinic's database; the
//! keys go on into the system's keychain with the clinic's (`keys`).
//!
//! Whoever can read this user's files can read what stands in them, as the database itself. A desk that lost its keys makes others
//! and goes on as another desk. One whose keychain has not got them waits: it may be another user's, and whoever joins anew says
//! that they are lost.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use keepalive_domain::ids::SpaceId;
use keepalive_seal::{DeskKeys, Members};

use super::key_file::write;
use super::keychain::{Keychain, keep_there, lost};
use crate::whole_file::replace_whole;
use crate::{ApiError, ApiResult, App, ErrorCode};

fn keys_of(clinic_file: &Path, space: SpaceId) -> PathBuf {
    clinic_file.with_file_name(format!("sharing-{space}.desk"))
}

fn members_of(clinic_file: &Path, space: SpaceId) -> PathBuf {
    clinic_file.with_file_name(format!("sharing-{space}.members"))
}

/// Says under which mark the keys are in the system's keychain.
fn marker_of(clinic_file: &Path, space: SpaceId) -> PathBuf {
    clinic_file.with_file_name(format!("sharing-{space}.desk-keychain"))
}

/// What this desk's keys are called in the keychain. People see it there. With a mark: a user of this computer may have
/// several desks of one clinic, each in a folder of its own.
fn name_of(space: SpaceId, mark: &str) -> String {
    format!("sharing {space} desk {}", mark.trim())
}

impl App {
    /// This desk's keys; `None` where it has none.
    ///
    /// # Errors
    /// The file cannot be read or holds no keys, or the keychain does not answer or has not got them.
    pub(super) fn desk_keys(&self, space: SpaceId) -> ApiResult<Option<DeskKeys>> {
        // What stands in the file was written last.
        if let Some(text) = text_of(&keys_of(&self.clinic_file, space))? {
            return Ok(Some(DeskKeys::parse(&text)?));
        }
        let Some(mark) = text_of(&marker_of(&self.clinic_file, space))? else { return Ok(None) };
        let text = self.in_keychain(&name_of(space, &mark))?.ok_or_else(lost)?;
        Ok(Some(DeskKeys::parse(&text)?))
    }

    /// Waits no more for keys that the keychain has not got: somebody joins anew, and the desk goes on as another one. A file
    /// remembers which they were; whoever does not get in [puts it back](App::waits_for_keys_again). A keychain that does not
    /// answer may have them yet.
    ///
    /// # Errors
    /// A file cannot be read or renamed.
    pub(super) fn lets_lost_keys_go(&self, space: SpaceId) -> ApiResult<Option<PathBuf>> {
        let marker = marker_of(&self.clinic_file, space);
        let Some(mark) = text_of(&marker)? else { return Ok(None) };
        if !matches!(self.in_keychain(&name_of(space, &mark)), Ok(None)) || has_file(&self.clinic_file, space)
        {
            return Ok(None);
        }
        let mut names = (1_u32..).map(|n| marker.with_extension(format!("desk-keychain-before-{n}")));
        let Some(before) = names.find(|name| !name.exists()) else { return Ok(None) };
        fs::rename(marker, &before).map_err(|error| failed("set aside", &error))?;
        Ok(Some(before))
    }

    /// Waits again for keys that were let go, with those made in their place forgotten: nothing was joined with them.
    ///
    /// # Errors
    /// A file cannot be removed or renamed.
    pub(super) fn waits_for_keys_again(&self, space: SpaceId, let_go: Option<PathBuf>) -> ApiResult<()> {
        let Some(before) = let_go else { return Ok(()) };
        let made = keys_of(&self.clinic_file, space);
        if made.is_file() {
            fs::remove_file(made).map_err(|error| failed("remove", &error))?;
        }
        fs::rename(before, marker_of(&self.clinic_file, space)).map_err(|error| failed("put back", &error))
    }

    /// This desk's keys, made where there are none.
    ///
    /// # Errors
    /// As [`App::desk_keys`], or the file cannot be written.
    pub(super) fn own_keys(&self, space: SpaceId) -> ApiResult<DeskKeys> {
        if let Some(keys) = self.desk_keys(space)? {
            return Ok(keys);
        }
        let keys = DeskKeys::new()?;
        let file = keys_of(&self.clinic_file, space);
        write(&file, keys.text().as_bytes()).map_err(|error| failed("write", &error))?;
        Ok(keys)
    }
}

/// Whether this desk's keys stand in their file.
pub(super) fn has_file(clinic_file: &Path, space: SpaceId) -> bool {
    keys_of(clinic_file, space).is_file()
}

/// Moves this desk's keys into the keychain, where they stand in a file. Others that it made before stay there.
///
/// # Errors
/// The keychain does not answer or does not give them back, or the file cannot be removed; then they stand in the file.
pub(super) fn into_keychain(clinic_file: &Path, space: SpaceId, keychain: &dyn Keychain) -> ApiResult<()> {
    let file = keys_of(clinic_file, space);
    let Some(text) = text_of(&file)? else { return Ok(()) };
    let mark = DeskKeys::parse(&text)?.mark();
    keep_there(keychain, &name_of(space, &mark), &text)?;
    replace_whole(&marker_of(clinic_file, space), mark.as_bytes()).map_err(|error| failed("mark", &error))?;
    fs::remove_file(file).map_err(|error| failed("remove", &error))
}

/// What a file holds; `None` where it is not there.
fn text_of(file: &Path) -> ApiResult<Option<String>> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed("read", &error)),
    }
}

/// What is known of who is in.
///
/// # Errors
/// The file cannot be read, or holds something else.
pub(super) fn members(clinic_file: &Path, space: SpaceId) -> ApiResult<Members> {
    match fs::read(members_of(clinic_file, space)) {
        Ok(json) => serde_json::from_slice(&json).map_err(|error| failed("read", &error.into())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Members::default()),
        Err(error) => Err(failed("read", &error)),
    }
}

/// Keeps what is known of who is in, where it is news.
///
/// # Errors
/// The file cannot be written.
pub(super) fn keep_members(clinic_file: &Path, space: SpaceId, members: &Members) -> ApiResult<()> {
    let file = members_of(clinic_file, space);
    let json = serde_json::to_vec(members).map_err(|error| failed("write", &error.into()))?;
    if fs::read(&file).is_ok_and(|before| before == json) {
        return Ok(());
    }
    replace_whole(&file, &json).map_err(|error| failed("write", &error))
}

/// Sets aside what is known: another key is kept from now on, and it may be of the one before. What is of this one comes
/// again from where it is shared.
pub(super) fn set_members_aside(clinic_file: &Path, space: SpaceId) {
    let file = members_of(clinic_file, space);
    match fs::rename(&file, file.with_extension("members-before")) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            tracing::warn!(%error, "who was in is still taken for who is");
        }
        _ => {}
    }
}

fn failed(attempted: &str, error: &io::Error) -> ApiError {
    ApiError::new(
        ErrorCode::File,
        format!("Could not {attempted} this desk's own keys for sharing: {error}."),
    )
    .hinting("sharing_key")
}
