//! The keychain of the computer's system: Credential Manager on Windows, Keychain on macOS, Secret Service on Linux.
//!
//! The app moves what opens a shared record there; the command line reads it where the app has put it.

use keepalive_api::{APP_FOLDER, Keychain};
use keyring::{Entry, Error};

/// Asks the system each time; where it has no keychain, that is the answer.
#[derive(Debug, Clone, Copy)]
pub struct SystemKeychain;

impl Keychain for SystemKeychain {
    fn read(&self, name: &str) -> Result<Option<String>, String> {
        match Entry::new(APP_FOLDER, name).and_then(|entry| entry.get_password()) {
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error.to_string()),
        }
    }

    fn keep(&self, name: &str, secret: &str) -> Result<(), String> {
        let kept = Entry::new(APP_FOLDER, name).and_then(|entry| entry.set_password(secret));
        kept.map_err(|error| error.to_string())
    }

    fn forget(&self, name: &str) -> Result<(), String> {
        match Entry::new(APP_FOLDER, name).and_then(|entry| entry.delete_credential()) {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(error.to_string()),
        }
    }
}
