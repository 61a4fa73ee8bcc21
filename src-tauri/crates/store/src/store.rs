//! The open database.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use keepalive_domain::world::World;
use rusqlite::TransactionBehavior;

use crate::error::{Result, StoreError};
use crate::facts::ClinicFacts;
use crate::lock::FileLock;
use crate::reader::{Read, Readers};
use crate::verify::{Progress, VerifyReport};
use crate::write::{Committed, Write};
use crate::writer::Writer;
use crate::{backup, connection, digest, place, rebuild, verify};

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
    world: Arc<dyn World>,
    // Dropped in this order: the last connection to close writes the WAL back, and only then others may come.
    readers: Readers,
    writer: Writer,
    _lock: FileLock,
}

impl Store {
    /// Opens the database at `path`, or makes it. What a version with other read tables wrote is derived anew.
    ///
    /// # Errors
    /// Every [`StoreError`] about places and files; the file is left as it was.
    pub fn open(path: &Path, world: Arc<dyn World>, options: OpenOptions) -> Result<Self> {
        if !options.any_place {
            place::check(path)?;
        }
        if path.exists() {
            connection::inspect(path)?;
        } else if options.create {
            let dir = path.parent().unwrap_or(Path::new("."));
            std::fs::create_dir_all(dir)
                .map_err(|source| StoreError::NotWritable { dir: dir.to_owned(), source })?;
        } else {
            let source = std::io::ErrorKind::NotFound.into();
            return Err(StoreError::File { attempted: "open", path: path.to_owned(), source });
        }
        let lock = FileLock::shared(path)?;
        let mut conn = connection::open_writer(path)?;
        if !connection::is_derived_here(&conn)? {
            tracing::info!(path = %path.display(), "deriving the read tables anew");
            lock.alone()?;
            let rebuilt = rebuild_in(&mut conn);
            lock.share()?;
            rebuilt?;
        }
        Ok(Self {
            path: path.to_owned(),
            readers: Readers::new(path, options.readers),
            writer: Writer::start(conn, path, Arc::clone(&world))?,
            world,
            _lock: lock,
        })
    }

    /// Renames a damaged database that is not open, and its side files, so that a backup can take its place.
    /// Nothing is deleted. Returns where it is now.
    ///
    /// # Errors
    /// [`StoreError::File`] or [`StoreError::Locked`].
    pub fn set_aside(path: &Path, world: &dyn World) -> Result<PathBuf> {
        FileLock::shared(path)?.alone()?;
        backup::set_aside(path, world.now_ms())
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
        self.writer.write(f)
    }

    /// Runs `f` on one unchanging picture of the database.
    ///
    /// # Errors
    /// The error of `f`, or a [`StoreError`].
    pub fn read<T, E>(&self, f: impl FnOnce(&Read<'_>) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        self.readers.read(f)
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
        self.read(|r| digest::digest(r.conn()))
    }

    /// Checks the file, the hash chain of every stream, and that everything derived equals what the log gives.
    /// Others go on working meanwhile.
    ///
    /// # Errors
    /// [`StoreError`] where checking itself failed; what it found is in the report.
    pub fn verify(&self, progress: impl FnMut(Progress)) -> Result<VerifyReport> {
        verify::verify(&self.path, progress)
    }

    /// Throws everything derived away and builds it again from the log.
    ///
    /// # Errors
    /// [`StoreError`]; the old tables then still stand.
    pub fn rebuild(&self) -> Result<()> {
        self.writer.ask(rebuild_in)?
    }

    /// Writes a checked copy into `dir` and returns its path.
    ///
    /// # Errors
    /// [`StoreError`]; no half copy is left under the final name.
    pub fn backup_to(&self, dir: &Path) -> Result<PathBuf> {
        backup::backup(&self.path, dir, self.world.now_ms())
    }
}

/// Derives everything anew, in one transaction.
fn rebuild_in(conn: &mut rusqlite::Connection) -> Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    rebuild::rebuild(&tx)?;
    Ok(tx.commit()?)
}
