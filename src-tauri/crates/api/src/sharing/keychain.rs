//! The keychain of the computer's system, as the place of what stood in files of this desk's: the clinic's key, the desk's
//! own keys, and the password for a database.
//!
//! What is kept there is read back before its file goes. It is asked while sharing is on, once a start for each. A secret of
//! many lines stands in several entries, since Windows takes no long one.

use std::collections::BTreeMap;
use std::sync::{Arc, MutexGuard, PoisonError};

use super::Sharing;
use crate::{ApiError, ApiResult, App, ErrorCode};

/// The most signs that one entry holds: Windows takes 2,560 bytes in one and writes two for a sign
/// (`CRED_MAX_CREDENTIAL_BLOB_SIZE`). Some eighteen keys of a clinic's, and some room.
const MOST_SIGNS: usize = 1_200;

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
        let found = in_entries(&*keychain, name)?;
        if let Some(secret) = &found {
            read.insert(name.to_owned(), secret.clone());
        }
        Ok(found)
    }
}

/// What the entry of a name is called, and those behind it where the secret is longer. People see them there.
fn entry_of(name: &str, nth: usize) -> String {
    if nth == 1 { name.to_owned() } else { format!("{name} part {nth}") }
}

/// Behind the number of entries, on the first line of a secret that stands in several.
const IN_PARTS: &str = " parts";

/// What the keychain holds under a name, in however many entries; `None` where there is none, or one of several is gone.
///
/// # Errors
/// The keychain does not answer.
pub(super) fn in_entries(keychain: &dyn Keychain, name: &str) -> ApiResult<Option<String>> {
    let entry = |nth| keychain.read(&entry_of(name, nth)).map_err(|why| no_answer(&why));
    let Some(first) = entry(1)? else { return Ok(None) };
    let counted = first.split_once('\n').and_then(|(head, rest)| Some((head.strip_suffix(IN_PARTS)?, rest)));
    let Some((Ok(count), rest)) = counted.map(|(count, rest)| (count.parse::<usize>(), rest)) else {
        return Ok(Some(first));
    };
    let mut parts = vec![rest.to_owned()];
    for nth in 2..=count {
        let Some(part) = entry(nth)? else { return Ok(None) };
        parts.push(part);
    }
    Ok(Some(parts.join("\n")))
}

/// A secret as it is, where one entry holds it; else its lines, as many together as one entry holds, with their number before the first.
fn parts(secret: &str) -> Vec<String> {
    if secret.len() <= MOST_SIGNS {
        return vec![secret.to_owned()];
    }
    let mut parts: Vec<String> = Vec::new();
    for line in secret.lines() {
        match parts.last_mut().filter(|part| part.len() + 1 + line.len() <= MOST_SIGNS) {
            Some(part) => {
                part.push('\n');
                part.push_str(line);
            }
            None => parts.push(line.to_owned()),
        }
    }
    let count = parts.len();
    if let Some(first) = parts.first_mut() {
        first.insert_str(0, &format!("{count}{IN_PARTS}\n"));
    }
    parts
}

/// Keeps a secret in the keychain, and reads it back.
///
/// # Errors
/// The keychain does not answer, or gives something else.
pub(super) fn keep_there(keychain: &dyn Keychain, name: &str, secret: &str) -> ApiResult<()> {
    let parts = parts(secret);
    for (nth, part) in parts.iter().enumerate() {
        keychain.keep(&entry_of(name, nth + 1), part).map_err(|why| no_answer(&why))?;
    }
    // Of a longer one that stood there before.
    for nth in parts.len() + 1.. {
        let entry = entry_of(name, nth);
        if keychain.read(&entry).map_err(|why| no_answer(&why))?.is_none() {
            break;
        }
        keychain.forget(&entry).map_err(|why| no_answer(&why))?;
    }
    let same = |again: String| again.trim().lines().eq(secret.trim().lines());
    if in_entries(keychain, name)?.is_some_and(same) {
        return Ok(());
    }
    Err(no_answer("what was kept there did not come back"))
}

pub(super) fn no_answer(why: &str) -> ApiError {
    let message = format!("This computer's keychain did not answer for the keys for sharing ({why}).");
    ApiError::new(ErrorCode::File, message).hinting("keychain")
}

/// A keychain that answers and lacks what this desk has put into one: somebody else's, or a new one.
pub(super) fn lost() -> ApiError {
    let message = "This desk's keys for sharing were put into a keychain, and are not in this one. Go on as the user of \
                   this computer who turned sharing on. Where that keychain is lost, stop sharing in the app and join \
                   again with a code from another desk or with the recovery sheet; nothing that was written here is lost.";
    ApiError::invalid("path", "sharing_keychain_lost", message)
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Mutex;

    use super::*;

    /// A keychain in memory that takes no longer entries than Windows does.
    #[derive(Default)]
    pub(in super::super) struct AsOnWindows(pub(in super::super) Mutex<BTreeMap<String, String>>);

    impl Keychain for AsOnWindows {
        fn read(&self, name: &str) -> Result<Option<String>, String> {
            Ok(self.0.lock().unwrap().get(name).cloned())
        }

        fn keep(&self, name: &str, secret: &str) -> Result<(), String> {
            if secret.encode_utf16().count() * 2 > 2_560 {
                return Err("the entry is longer than 2560 bytes".to_owned());
            }
            self.0.lock().unwrap().insert(name.to_owned(), secret.to_owned());
            Ok(())
        }

        fn forget(&self, name: &str) -> Result<(), String> {
            self.0.lock().unwrap().remove(name);
            Ok(())
        }
    }

    #[test]
    fn a_long_secret_stands_in_several_entries_and_a_shorter_one_leaves_none_of_them() {
        let keychain = AsOnWindows::default();
        let lines = |count: usize| (0..count).map(|n| format!("{n:060}")).collect::<Vec<_>>().join("\n");
        for (count, entries) in [(1, 1), (19, 1), (20, 2), (100, 6), (40, 3), (2, 1)] {
            keep_there(&keychain, "key", &lines(count)).unwrap();
            assert_eq!(in_entries(&keychain, "key").unwrap(), Some(lines(count)));
            assert_eq!(keychain.0.lock().unwrap().len(), entries, "{count} lines");
        }
        assert_eq!(in_entries(&keychain, "another").unwrap(), None);
        // One of several that is gone leaves no shorter secret behind.
        keep_there(&keychain, "key", &lines(100)).unwrap();
        keychain.forget("key part 3").unwrap();
        assert_eq!(in_entries(&keychain, "key").unwrap(), None);
    }

    #[test]
    fn a_long_entry_of_before_is_read_as_it_is() {
        let keychain = AsOnWindows::default();
        let long = "line\n".repeat(1_000);
        keychain.0.lock().unwrap().insert("key".to_owned(), long.clone());
        assert_eq!(in_entries(&keychain, "key").unwrap(), Some(long));
    }
}
