//! The key of what this desk shares: a file of its own per space, beside the settings.
//!
//! Whoever can read this user's files can read the key, as they can read the database itself.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use keepalive_domain::ids::SpaceId;
use keepalive_seal::SpaceKey;

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
    match fs::read_to_string(file_of(clinic_file, space)) {
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
    write(&file, key.text().as_bytes()).map_err(|error| failed("write", &error))
}

/// Takes a key away that was made a moment ago and has served nothing.
///
/// # Errors
/// The file cannot be removed.
pub(super) fn drop_new(clinic_file: &Path, space: SpaceId) -> ApiResult<()> {
    fs::remove_file(file_of(clinic_file, space)).map_err(|error| failed("remove", &error))
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
