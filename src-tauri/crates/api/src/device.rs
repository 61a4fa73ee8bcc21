//! The settings file of this one computer, beside the database.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::backup::BackupMemory;
use crate::types::{Appearance, Day, Id, KeptMapping};

/// The largest settings file that is read: views remember little.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// What stands in the file. An unknown field is no error, so that an older and a newer version can share it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Remembered {
    /// Who is at this desk, by clinic: the sample's people are not the clinic's.
    pub(crate) desks: BTreeMap<String, Id>,
    pub(crate) appearance: Appearance,
    pub(crate) shortcut: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) draft: Option<String>,
    pub(crate) views: BTreeMap<String, serde_json::Value>,
    pub(crate) backups: BackupMemory,
    pub(crate) mappings: Vec<KeptMapping>,
    /// Hour of this computer's clock at which what is due is told; none = never.
    pub(crate) remind_at: Option<u8>,
    /// Day of this computer's calendar on which it was told last.
    pub(crate) reminded_on: Option<Day>,
}

/// The file and what it holds.
#[derive(Debug)]
pub(crate) struct Device {
    file: PathBuf,
    remembered: Mutex<Remembered>,
}

impl Device {
    /// Reads the file. One that is missing or damaged counts as empty: a lost preference must not keep anybody
    /// from starting.
    pub(crate) fn open(file: PathBuf) -> Self {
        let remembered = read(&file).unwrap_or_else(|error| {
            if error.kind() != io::ErrorKind::NotFound {
                tracing::warn!(file = %file.display(), %error, "settings unreadable, using none");
            }
            Remembered::default()
        });
        Self { file, remembered: Mutex::new(remembered) }
    }

    /// What is remembered now.
    pub(crate) fn remembered(&self) -> Remembered {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes what is remembered, on disk first.
    ///
    /// # Errors
    /// The file could not be written; the old one is whole and what was remembered stands.
    pub(crate) fn remember(&self, change: impl FnOnce(&mut Remembered)) -> io::Result<Remembered> {
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        let mut changed = remembered.clone();
        change(&mut changed);
        if changed != *remembered {
            write(&self.file, &changed)?;
            *remembered = changed.clone();
        }
        Ok(changed)
    }
}

fn read(file: &Path) -> io::Result<Remembered> {
    if fs::metadata(file)?.len() > MOST_BYTES {
        return Err(io::Error::other("larger than any settings"));
    }
    Ok(serde_json::from_slice(&fs::read(file)?)?)
}

/// Writes beside the file and renames, so that a power cut leaves the old one or the new one.
fn write(file: &Path, remembered: &Remembered) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer_pretty(&mut fresh, remembered)?;
    fresh.flush()?;
    fresh.as_file().sync_all()?;
    fresh.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_survives_a_restart() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("new folder").join("settings.json");
        Device::open(file.clone()).remember(|r| r.shortcut = Some("Alt+Space".into())).unwrap();
        assert_eq!(Device::open(file).remembered().shortcut.as_deref(), Some("Alt+Space"));
    }

    #[test]
    fn a_damaged_file_counts_as_empty() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("settings.json");
        fs::write(&file, b"{ not json").unwrap();
        assert_eq!(Device::open(file).remembered(), Remembered::default());
    }

    #[test]
    fn an_unknown_field_is_no_error() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("settings.json");
        fs::write(&file, br#"{"draft":"refill","later":1}"#).unwrap();
        assert_eq!(Device::open(file).remembered().draft.as_deref(), Some("refill"));
    }
}
