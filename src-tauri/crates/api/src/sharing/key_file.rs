//! The key of what this desk shares as a file of its own per space, beside the settings; `keys` moves it on into the
//! system's keychain.
//!
//! Whoever can read this user's files can read the key there, as they can read the database itself.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use keepalive_domain::ids::SpaceId;
use keepalive_seal::SpaceKey;

use super::{desk_keys, kept_sheets};
use crate::whole_file::replace_whole;
use crate::{ApiError, ApiResult, ErrorCode};

/// The file of a space's key beside the clinic's database.
fn file_of(clinic_file: &Path, space: SpaceId) -> PathBuf {
    clinic_file.with_file_name(format!("sharing-{space}.key"))
}

/// Says that the key of a space is in the system's keychain. It holds nothing.
fn marker_of(clinic_file: &Path, space: SpaceId) -> PathBuf {
    clinic_file.with_file_name(format!("sharing-{space}.keychain"))
}

/// Whether there is a key of this space, here or in the keychain. Asks no keychain.
pub(super) fn is_there(clinic_file: &Path, space: SpaceId) -> bool {
    has_file(clinic_file, space) || is_in_keychain(clinic_file, space)
}

/// Whether the key of a space stands in its file.
pub(super) fn has_file(clinic_file: &Path, space: SpaceId) -> bool {
    file_of(clinic_file, space).is_file()
}

/// Whether the key of a space was moved into the keychain.
pub(super) fn is_in_keychain(clinic_file: &Path, space: SpaceId) -> bool {
    marker_of(clinic_file, space).is_file()
}

/// The key was kept in the keychain and read back: marks that, and takes the file away.
///
/// # Errors
/// The marker cannot be written or the file not removed; then the key is in both places.
pub(super) fn into_keychain(clinic_file: &Path, space: SpaceId) -> ApiResult<()> {
    replace_whole(&marker_of(clinic_file, space), b"").map_err(|error| failed("mark", &error))?;
    fs::remove_file(file_of(clinic_file, space)).map_err(|error| failed("remove", &error))
}

/// The key of a space; `None` where there is none.
///
/// # Errors
/// The file cannot be read, or holds no key.
pub(super) fn read(clinic_file: &Path, space: SpaceId) -> ApiResult<Option<SpaceKey>> {
    read_file(&file_of(clinic_file, space))
}

fn read_file(file: &Path) -> ApiResult<Option<SpaceKey>> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(SpaceKey::parse(&text)?)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed("read", &error)),
    }
}

/// Keeps the key of a space. Another one that is there already is kept beside it under a number: what was shared with
/// it may still stand in some folder.
///
/// # Errors
/// The file cannot be read or written.
pub(super) fn keep(clinic_file: &Path, space: SpaceId, key: &SpaceKey) -> ApiResult<()> {
    let file = file_of(clinic_file, space);
    if let Some(there) = read(clinic_file, space)? {
        if let Some(all) = there.joined(key) {
            return grow(clinic_file, space, &all);
        }
        fs::rename(&file, aside_of(clinic_file, space)?).map_err(|error| failed("set aside", &error))?;
    }
    kept_sheets::set_aside(clinic_file, space);
    desk_keys::set_members_aside(clinic_file, space);
    write(&file, key.text().as_bytes()).map_err(|error| failed("write", &error))
}

/// Keeps these keys of a space in the place of fewer of them.
///
/// # Errors
/// The file cannot be written; the older one stands then.
pub(super) fn grow(clinic_file: &Path, space: SpaceId, all: &SpaceKey) -> ApiResult<()> {
    let file = file_of(clinic_file, space);
    if fs::read_to_string(&file).is_ok_and(|before| before.trim() == all.text()) {
        return Ok(());
    }
    fresh(&file, all.text().as_bytes())
        .and_then(|fresh| fresh.persist(&file).map_err(Into::into))
        .map(drop)
        .map_err(|error| failed("write", &error))
}

/// Keeps another key of a space beside it under a number, unless it stands there already: the step may have been cut short.
///
/// # Errors
/// A file cannot be read or written.
pub(super) fn keep_aside(clinic_file: &Path, space: SpaceId, key: &SpaceKey) -> ApiResult<()> {
    for file in numbered(clinic_file, space).take_while(|file| file.exists()) {
        if fs::read_to_string(&file).is_ok_and(|there| there.trim() == key.text()) {
            return Ok(());
        }
    }
    write(&aside_of(clinic_file, space)?, key.text().as_bytes()).map_err(|error| failed("write", &error))
}

/// A name for another key of a space that no file has.
fn aside_of(clinic_file: &Path, space: SpaceId) -> ApiResult<PathBuf> {
    let free = numbered(clinic_file, space).find(|path| !path.exists());
    // The numbers do not end before a folder is full.
    free.ok_or_else(|| failed("set aside", &io::Error::from(ErrorKind::AlreadyExists)))
}

/// The names of other keys of a space.
fn numbered(clinic_file: &Path, space: SpaceId) -> impl Iterator<Item = PathBuf> {
    (1..u32::MAX).map(move |n| clinic_file.with_file_name(format!("sharing-{space}-{n}.key")))
}

/// Forgets the key of a space that this desk has no part in: whoever let it in can make another code. Where the system's
/// keychain has it by then it stays there, and without its marker nothing here asks for it.
///
/// # Errors
/// A file cannot be removed.
pub(super) fn forget(clinic_file: &Path, space: SpaceId) -> ApiResult<()> {
    for file in [file_of(clinic_file, space), marker_of(clinic_file, space)] {
        match fs::remove_file(file) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed("remove", &error)),
            _ => {}
        }
    }
    Ok(())
}

/// The file of a key that is to begin a record with. It is no key of this desk's before the record has begun: whether it
/// has is not known where the way to the server broke.
fn beginning_of(clinic_file: &Path, space: SpaceId) -> PathBuf {
    clinic_file.with_file_name(format!("sharing-{space}.key-new"))
}

/// The key of a beginning that was not heard of to the end; `None` where there is none.
///
/// # Errors
/// The file cannot be read, or holds no key.
pub(super) fn beginning(clinic_file: &Path, space: SpaceId) -> ApiResult<Option<SpaceKey>> {
    read_file(&beginning_of(clinic_file, space))
}

/// The key to begin a record with: that of a beginning that was cut short, or a new one. It is on the disk before
/// anything is sealed with it.
///
/// # Errors
/// The file cannot be read or written.
pub(super) fn to_begin(clinic_file: &Path, space: SpaceId) -> ApiResult<SpaceKey> {
    if let Some(key) = beginning(clinic_file, space)? {
        return Ok(key);
    }
    let key = SpaceKey::new()?;
    write(&beginning_of(clinic_file, space), key.text().as_bytes())
        .map_err(|error| failed("write", &error))?;
    Ok(key)
}

/// There is no beginning: nothing was shared with its key.
///
/// # Errors
/// The file cannot be removed.
pub(super) fn no_beginning(clinic_file: &Path, space: SpaceId) -> ApiResult<()> {
    match fs::remove_file(beginning_of(clinic_file, space)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failed("remove", &error)),
        _ => Ok(()),
    }
}

/// Written beside and renamed, so that a power cut leaves a whole key or none.
pub(super) fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    fresh(file, bytes)?.persist_noclobber(file)?;
    Ok(())
}

/// Bytes on the disk beside where they will stand.
fn fresh(file: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    // A temporary file may be read by its owner alone, where the system knows that, and keeps that with its new name.
    let mut fresh = tempfile::NamedTempFile::new_in(file.parent().unwrap_or(Path::new(".")))?;
    fresh.write_all(bytes)?;
    fresh.as_file().sync_all()?;
    Ok(fresh)
}

fn failed(attempted: &str, error: &io::Error) -> ApiError {
    ApiError::new(ErrorCode::File, format!("Could not {attempted} the key for sharing: {error}."))
        .hinting("sharing_key")
}
