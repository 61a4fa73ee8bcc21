//! The open database.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use keepalive_domain::world::World;

use crate::error::{Result, StoreError};
use crate::facts::ClinicFacts;
use crate::reader::Read;
use crate::verify::{Progress, VerifyReport};
use crate::write::{Committed, Write};

/// How to open a database.
#[derive(Debug, Clone)]
pub struct OpenOptions {
    /// Connections that only read; reads beyond that wait for one.
    pub readers: usize,
    /// Whether to make a new database where there is none.
    pub create: bool,
    /// Whether to take a cloud or network folder all the same. For tests only.
    pub any_place: bool,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self { readers: 3, create: true, any_place: false }
    }
}

/// One clinic's database: one writer thread, a few readers. Closing is dropping it.
pub struct Store {
    path: PathBuf,
}

impl Store {
    /// Opens the database at `path`, or makes it.
    ///
    /// # Errors
    /// Every [`StoreError`] about places and files; the file is left as it was.
    pub fn open(path: &Path, world: Arc<dyn World>, options: OpenOptions) -> Result<Self> {
        let _ = (world, options);
        Ok(Self { path: path.to_owned() })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs `f` on the writer thread inside one transaction and returns after it is on disk. An error or a panic
    /// of `f` leaves nothing behind.
    ///
    /// # Errors
    /// The error of `f`, or a [`StoreError`].
    pub fn write<T, E, F>(&self, f: F) -> Result<Committed<T>, E>
    where
        F: FnOnce(&mut Write<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let _ = f;
        todo!()
    }

    /// Runs `f` on one unchanging picture of the database.
    ///
    /// # Errors
    /// The error of `f`, or a [`StoreError`].
    pub fn read<T, E>(&self, f: impl FnOnce(&Read<'_>) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        let _ = f;
        todo!()
    }

    /// The clinic's record reduced to what figures are computed from, with the identities behind its positions.
    ///
    /// # Errors
    /// [`StoreError`] from SQLite.
    pub fn facts(&self) -> Result<ClinicFacts> {
        self.read(|r| r.facts())
    }

    /// The state digest: a hash over all sorted registers, in hexadecimal. Equal digests mean equal records.
    ///
    /// # Errors
    /// [`StoreError`] from SQLite.
    pub fn digest(&self) -> Result<String> {
        todo!()
    }

    /// Checks the file, the hash chain of every stream, and that everything derived equals what the log gives.
    ///
    /// # Errors
    /// [`StoreError`] where checking itself failed; what it found is in the report.
    pub fn verify(&self, progress: impl FnMut(Progress)) -> Result<VerifyReport> {
        let _ = progress;
        todo!()
    }

    /// Throws everything derived away and builds it again from the log.
    ///
    /// # Errors
    /// [`StoreError`]; the old tables then still stand.
    pub fn rebuild(&self) -> Result<()> {
        todo!()
    }

    /// Writes a checked copy into `dir` and returns its path.
    ///
    /// # Errors
    /// [`StoreError`]; no half copy is left under the final name.
    pub fn backup_to(&self, dir: &Path) -> Result<PathBuf> {
        let _ = dir;
        todo!()
    }
}
