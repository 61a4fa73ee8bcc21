//! How this desk comes into the database it shares over: a copy of its access file, per space, beside the settings.
//!
//! It holds a password, and is readable by this user alone where the system knows that.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use keepalive_domain::ids::SpaceId;
use keepalive_hub_postgres::{Access, PostgresError};

use crate::whole_file::replace_whole;
use crate::{ApiError, ApiResult, ErrorCode};

/// The file of a space's access beside the clinic's database.
fn file_of(clinic_file: &Path, space: SpaceId) -> PathBuf {
    clinic_file.with_file_name(format!("sharing-{space}.access"))
}

/// The access that was given to this desk, from the file that somebody chose.
///
/// # Errors
/// The file is not there, or is no access file; the refusal names the field `access`.
pub(super) fn chosen(path: &Path) -> ApiResult<Access> {
    if !path.is_file() {
        return Err(ApiError::invalid("access", "access_not_there", "This access file is not there."));
    }
    Ok(Access::read(path)?)
}

/// The access that is kept for a space.
///
/// # Errors
/// There is none, or it cannot be read.
pub(super) fn read(clinic_file: &Path, space: SpaceId) -> Result<Access, PostgresError> {
    Access::read(&file_of(clinic_file, space))
}

/// Keeps the access for a space. One that was kept before goes: whoever runs the server has given another.
///
/// # Errors
/// The file cannot be written.
pub(super) fn keep(clinic_file: &Path, space: SpaceId, access: &Access) -> ApiResult<()> {
    let kept = access.to_json().and_then(|json| replace_whole(&file_of(clinic_file, space), &json));
    kept.map_err(|error| failed("written", &error))
}

/// Takes the access for a space away; none is fine.
///
/// # Errors
/// The file cannot be removed.
pub(super) fn forget(clinic_file: &Path, space: SpaceId) -> ApiResult<()> {
    match fs::remove_file(file_of(clinic_file, space)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failed("removed", &error)),
        _ => Ok(()),
    }
}

fn failed(done: &str, error: &io::Error) -> ApiError {
    let message = format!("This desk's access to the database could not be {done}: {error}.");
    ApiError::new(ErrorCode::File, message).hinting("sharing_access")
}
