//! The keychain of the computer's system, as the place of what stood in files of this desk's: the clinic's key, the desk's
//! own keys, and the password for a database.
//!
//! What is kept there is read back before its file goes. It is asked while sharing is on, once a start for each.

use std::collections::BTreeMap;
use std::sync::{Arc, MutexGuard, PoisonError};

use super::Sharing;
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

    /// Forgets the secret of this name; none is fine.
    ///
    /// # Errors
    /// The keychain does not answer, or is locked.
    fn forget(&self, name: &str) -> Result<(), String>;
}

impl Sharing {
    /// What was read in the keychain, by its name. Whoever writes one of the files, or moves it, holds this meanwhile: none
    /// goes that was written in between.
    pub(super) fn read_there(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.read_there.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// Keeps what opens things in this keychain from now on. Without it that stays in files. It is asked while sharing is
    /// on, and when it is turned on.
    pub fn keep_keys_in(&self, keychain: Arc<dyn Keychain>) {
        *self.sharing.keychain() = Some(keychain);
    }

    /// What the keychain holds under a name; `None` where it has lost it.
    ///
    /// # Errors
    /// It does not answer, or this program knows none.
    pub(super) fn in_keychain(&self, name: &str) -> ApiResult<Option<String>> {
        let mut read = self.sharing.read_there();
        if let Some(secret) = read.get(name) {
            return Ok(Some(secret.clone()));
        }
        let keychain = self.sharing.keychain().clone();
        let Some(keychain) = keychain else {
            return Err(no_answer("this program asks none"));
        };
        let found = keychain.read(name).map_err(|why| no_answer(&why))?;
        if let Some(secret) = &found {
            read.insert(name.to_owned(), secret.clone());
        }
        Ok(found)
    }
}

/// Keeps a secret in the keychain, and reads it back.
///
/// # Errors
/// The keychain does not answer, or gives something else.
pub(super) fn keep_there(keychain: &dyn Keychain, name: &str, secret: &str) -> ApiResult<()> {
    keychain.keep(name, secret).map_err(|why| no_answer(&why))?;
    let again = keychain.read(name).map_err(|why| no_answer(&why))?;
    if again.is_some_and(|again| again.trim() == secret.trim()) {
        return Ok(());
    }
    Err(no_answer("what was kept there did not come back"))
}

pub(super) fn no_answer(why: &str) -> ApiError {
    let message = format!("This computer's keychain did not answer for the keys for sharing ({why}).");
    ApiError::new(ErrorCode::File, message).hinting("keychain")
}
