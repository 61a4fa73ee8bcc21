//! Settings of this one computer. They never enter the log: another desktop has its own keys.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

const FILE_NAME: &str = "device.json";

/// What is remembered for this computer. A missing or unknown field is no error, so that an older and
/// a newer version can share the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct DeviceSettings {
    /// Keys that open quick capture; absent: the ones of the first start.
    pub capture_keys: Option<String>,
}

/// The settings file and what it holds.
#[derive(Debug)]
pub(crate) struct Device {
    file: PathBuf,
    settings: Mutex<DeviceSettings>,
}

impl Device {
    /// Reads the settings in `folder`. A file that is missing or cannot be read counts as empty; the
    /// reason is logged, because a lost shortcut must not keep anybody from starting.
    pub(crate) fn open(folder: &Path) -> Self {
        let file = folder.join(FILE_NAME);
        let settings = read(&file).unwrap_or_else(|error| {
            if error.kind() != io::ErrorKind::NotFound {
                tracing::warn!(file = %file.display(), %error, "device settings unreadable, using none");
            }
            DeviceSettings::default()
        });
        Self { file, settings: Mutex::new(settings) }
    }

    /// The settings as they are now.
    pub(crate) fn settings(&self) -> DeviceSettings {
        self.settings.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Remembers the keys for quick capture.
    ///
    /// # Errors
    /// The file could not be written; the old one is whole and the old keys stand.
    pub(crate) fn remember_capture_keys(&self, keys: &str) -> io::Result<()> {
        let mut settings = self.settings.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let changed = DeviceSettings { capture_keys: Some(keys.to_owned()) };
        write(&self.file, &changed)?;
        *settings = changed;
        Ok(())
    }
}

fn read(file: &Path) -> io::Result<DeviceSettings> {
    Ok(serde_json::from_reader(File::open(file)?)?)
}

/// Writes beside the file and renames, so that a power cut leaves the old one or the new one.
fn write(file: &Path, settings: &DeviceSettings) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer_pretty(&mut fresh, settings)?;
    fresh.flush()?;
    fresh.as_file().sync_all()?;
    fresh.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_still_there_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        Device::open(folder.path()).remember_capture_keys("Alt+Space").unwrap();
        let after = Device::open(folder.path());
        assert_eq!(after.settings().capture_keys.as_deref(), Some("Alt+Space"));
    }

    #[test]
    fn a_damaged_file_counts_as_empty() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE_NAME), b"{ not json").unwrap();
        assert_eq!(Device::open(folder.path()).settings(), DeviceSettings::default());
    }

    #[test]
    fn an_unknown_field_is_no_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE_NAME), br#"{"capture_keys":"F9","later":1}"#).unwrap();
        assert_eq!(Device::open(folder.path()).settings().capture_keys.as_deref(), Some("F9"));
    }
}
