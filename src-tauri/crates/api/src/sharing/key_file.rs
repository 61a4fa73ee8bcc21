//! The key of what this desk shares: a file of its own per space, beside the settings.
//!
//! Whoever can read this user's files can read the key, as they can read the database itself.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use keepalive_domain::ids::SpaceId;
use keepalive_seal::SpaceKey;

use super::kept_sheets;
use crate::{ApiError, ApiResult, ErrorCode};

/// The file of a space's key beside the clinic's database.
fn file_of(clinic_file: &Path, space: SpaceId) -> PathBuf {
    clinic_file.with_file_name(format!("sharing-{space}.key"))
}

/// Whether there is a key of this space.
pub(super) fn is_there(clinic_file: &Path, space: SpaceId) -> bool {
    file_of(clinic_file, space).is_file()
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
        if there.proof() == key.proof() {
            return Ok(());
        }
        let mut aside = (1..).map(|n: u32| clinic_file.with_file_name(format!("sharing-{space}-{n}.key")));
        // The numbers do not end before a folder is full.
        if let Some(aside) = aside.find(|path| !path.exists()) {
            fs::rename(&file, aside).map_err(|error| failed("set aside", &error))?;
        }
    }
    kept_sheets::set_aside(clinic_file, space);
    write(&file, key.text().as_bytes()).map_err(|error| failed("write", &error))
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

/// The record has begun: its key is this desk's now.
///
/// # Errors
/// The key cannot be written; the beginning stays then, and is found again.
pub(super) fn begun(clinic_file: &Path, space: SpaceId, key: &SpaceKey) -> ApiResult<()> {
    keep(clinic_file, space, key)?;
    no_beginning(clinic_file, space)
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
fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    // A temporary file may be read by its owner alone, where the system knows that, and keeps that with its new name.
    let mut fresh = tempfile::NamedTempFile::new_in(file.parent().unwrap_or(Path::new(".")))?;
    fresh.write_all(bytes)?;
    fresh.as_file().sync_all()?;
    fresh.persist_noclobber(file)?;
    Ok(())
}

fn failed(attempted: &str, error: &io::Error) -> ApiError {
    ApiError::new(ErrorCode::File, format!("Could not {attempted} the key for sharing: {error}."))
        .hinting("sharing_key")
}
