//! How this desk comes into the database it shares over: a copy of its access file, per space, beside the settings. Its
//! password goes on into the system's keychain with the clinic's key (`keys`); the file says none from then on.
//!
//! While it holds the password it is readable by this user alone, where the system knows that.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use keepalive_domain::ids::SpaceId;
use keepalive_hub_postgres::{Access, PostgresError};

use super::keychain::{Keychain, keep_there};
use crate::whole_file::replace_whole;
use crate::{ApiError, ApiResult, App, ErrorCode};

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
    Ok(given(path)?)
}

/// Reads an access file that was given to a desk.
///
/// # Errors
/// It is none, or one whose password an app has moved into its computer's keychain.
pub(crate) fn given(path: &Path) -> Result<Access, PostgresError> {
    let access = Access::read(path)?;
    if access.password.is_empty() {
        let detail = "its password is in the keychain of the computer that it was given to".to_owned();
        return Err(PostgresError::NotAnAccess { path: path.to_owned(), detail });
    }
    Ok(access)
}

/// What a password is called in the keychain. People see it there.
fn name_of(space: SpaceId, access: &Access) -> String {
    format!("sharing {space} {}", access.login)
}

impl App {
    /// The access that is kept for a space.
    ///
    /// # Errors
    /// There is none, it cannot be read, or the keychain has lost its password: the hint is `not_an_access`. Or the keychain
    /// does not answer.
    pub(super) fn access_here(&self, space: SpaceId) -> ApiResult<Access> {
        let path = file_of(&self.clinic_file, space);
        let mut access = Access::read(&path)?;
        if access.password.is_empty() {
            let Some(password) = self.in_keychain(&name_of(space, &access))? else {
                let detail = "this computer's keychain has lost its password".to_owned();
                return Err(PostgresError::NotAnAccess { path, detail }.into());
            };
            access.password = password;
        }
        Ok(access)
    }

    /// Keeps the access for a space. One that was kept before goes: whoever runs the server has given another.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn keep_access(&self, space: SpaceId, access: &Access) -> ApiResult<()> {
        let mut read = self.sharing.read_there();
        let file = file_of(&self.clinic_file, space);
        let before = Access::read(&file).ok();
        write(&file, access)?;
        if let Some(before) = before {
            read.remove(&name_of(space, &before));
            self.forget_password(space, &before);
        }
        Ok(())
    }

    /// Takes the access for a space away, its password included; none is fine.
    ///
    /// # Errors
    /// The file cannot be removed.
    pub(super) fn forget_access(&self, space: SpaceId) -> ApiResult<()> {
        let mut read = self.sharing.read_there();
        let file = file_of(&self.clinic_file, space);
        let before = Access::read(&file).ok();
        match fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed("removed", &error)),
            _ => {}
        }
        if let Some(before) = before {
            read.remove(&name_of(space, &before));
            self.forget_password(space, &before);
        }
        Ok(())
    }

    /// Takes a password out of the keychain, where it was there. One that does not answer keeps it, and nothing here asks for
    /// it any more.
    fn forget_password(&self, space: SpaceId, access: &Access) {
        let keychain = self.sharing.keychain().clone();
        if let Some(keychain) = keychain.filter(|_| access.password.is_empty())
            && let Err(why) = keychain.forget(&name_of(space, access))
        {
            tracing::warn!(why, "a password that nobody uses stays in the system's keychain");
        }
    }
}

/// Whether the file of a space's access holds its password.
pub(super) fn has_password(clinic_file: &Path, space: SpaceId) -> bool {
    Access::read(&file_of(clinic_file, space)).is_ok_and(|access| !access.password.is_empty())
}

/// Moves the password of a space's access into the keychain, where its file holds it. The rest stays in the file: with a chain
/// of certificates it is longer than what Windows takes (2,560 bytes), and secret is the password alone.
///
/// # Errors
/// The keychain does not answer or does not give it back, or the file cannot be written; then the file holds it still.
pub(super) fn into_keychain(clinic_file: &Path, space: SpaceId, keychain: &dyn Keychain) -> ApiResult<()> {
    if !has_password(clinic_file, space) {
        return Ok(());
    }
    let file = file_of(clinic_file, space);
    let mut access = Access::read(&file)?;
    keep_there(keychain, &name_of(space, &access), &access.password)?;
    access.password.clear();
    write(&file, &access)
}

fn write(file: &Path, access: &Access) -> ApiResult<()> {
    let written = access.to_json().and_then(|json| replace_whole(file, &json));
    written.map_err(|error| failed("written", &error))
}

fn failed(done: &str, error: &io::Error) -> ApiError {
    let message = format!("This desk's access to the database could not be {done}: {error}.");
    ApiError::new(ErrorCode::File, message).hinting("sharing_access")
}
