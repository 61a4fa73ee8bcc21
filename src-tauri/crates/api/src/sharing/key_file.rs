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

/// Keeps the key of a space. One that is there already is never replaced: what was shared with it would be lost.
///
/// # Errors
/// The file cannot be written, or holds another key.
pub(super) fn keep(clinic_file: &Path, space: SpaceId, key: &SpaceKey) -> ApiResult<()> {
    if let Some(there) = read(clinic_file, space)? {
        if there.proof() == key.proof() {
            return Ok(());
        }
        let message = "This desk has another key for this clinic. Nothing was changed.";
        return Err(ApiError::invalid("code", "other_key", message));
    }
    write(&file_of(clinic_file, space), key.text().as_bytes()).map_err(|error| failed("write", &error))
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
