//! A computer nobody has used before: every folder the app and its web view write to, in one place.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{Failure, Outcome};

/// Folders that are gone when this is dropped.
#[derive(Debug)]
pub struct Home {
    folder: tempfile::TempDir,
    /// Whether the toolkit tells assistive programs what is shown. It costs time, so only where one listens.
    screen_reader: bool,
    /// What points a program at the computer it is on; nothing for the one this process is on.
    computer: Vec<(&'static str, OsString)>,
}

impl Home {
    /// An empty home.
    ///
    /// # Errors
    /// The system gives no temporary folder.
    pub fn empty() -> Outcome<Self> {
        Self::new(false)
    }

    /// As [`Home::empty`], of somebody who listens to a screen reader.
    ///
    /// # Errors
    /// As [`Home::empty`].
    pub fn with_a_screen_reader() -> Outcome<Self> {
        Self::new(true)
    }

    /// As [`Home::empty`], on a computer of its own.
    ///
    /// # Errors
    /// As [`Home::empty`].
    #[cfg(target_os = "linux")]
    pub fn at(computer: &crate::Computer) -> Outcome<Self> {
        Ok(Self { computer: computer.environment().into(), ..Self::new(false)? })
    }

    fn new(screen_reader: bool) -> Outcome<Self> {
        tempfile::tempdir()
            .map(|folder| Self { folder, screen_reader, computer: Vec::new() })
            .map_err(|error| Failure::new("a home", &error))
    }

    /// Where the app keeps its database.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The folder all others are in.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a file there before the app starts.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn put(&self, file: &Path, bytes: &[u8]) -> Outcome<()> {
        let folder = file.parent().unwrap_or(file);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(file, bytes))
            .map_err(|error| Failure::new("putting a file there", &error))
    }

    /// What a file holds.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn read(&self, file: &Path) -> Outcome<Vec<u8>> {
        fs::read(file).map_err(|error| Failure::new("reading a file", &error))
    }

    /// What points a program at this home. WebKit writes below the XDG folders even when the app's own
    /// data is moved, so both are needed.
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        let below = |name: &str| self.folder.path().join(name).into_os_string();
        let own = [
            ("KEEPALIVE_DATA_DIR", self.data().into_os_string()),
            ("XDG_DATA_HOME", below("xdg-data")),
            ("XDG_CACHE_HOME", below("xdg-cache")),
            ("XDG_CONFIG_HOME", below("xdg-config")),
            // GTK and WebKit read it.
            ("NO_AT_BRIDGE", if self.screen_reader { "0" } else { "1" }.into()),
        ];
        own.into_iter().chain(self.computer.iter().cloned()).collect()
    }
}
