//! The keys of this desk and what it knows of who is in, as files of their own per space beside the clinic's database.
//!
//! Whoever can read this user's files can read them, as the database itself. A desk that lost its keys makes others, and
//! comes back with a code once the clinic's key has changed.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use keepalive_domain::ids::SpaceId;
use keepalive_seal::{DeskKeys, Members};

use super::key_file::write;
use crate::whole_file::replace_whole;
use crate::{ApiError, ApiResult, ErrorCode};

fn keys_of(clinic_file: &Path, space: SpaceId) -> PathBuf {
    clinic_file.with_file_name(format!("sharing-{space}.desk"))
}

fn members_of(clinic_file: &Path, space: SpaceId) -> PathBuf {
    clinic_file.with_file_name(format!("sharing-{space}.members"))
}

/// This desk's keys; `None` where it has none.
///
/// # Errors
/// The file cannot be read, or holds no keys.
pub(super) fn kept(clinic_file: &Path, space: SpaceId) -> ApiResult<Option<DeskKeys>> {
    match fs::read_to_string(keys_of(clinic_file, space)) {
        Ok(text) => Ok(Some(DeskKeys::parse(&text)?)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed("read", &error)),
    }
}

/// This desk's keys, made where there are none.
///
/// # Errors
/// The file cannot be read or written, or holds no keys.
pub(super) fn ours(clinic_file: &Path, space: SpaceId) -> ApiResult<DeskKeys> {
    if let Some(keys) = kept(clinic_file, space)? {
        return Ok(keys);
    }
    let keys = DeskKeys::new()?;
    let file = keys_of(clinic_file, space);
    write(&file, keys.text().as_bytes()).map_err(|error| failed("write", &error))?;
    Ok(keys)
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
