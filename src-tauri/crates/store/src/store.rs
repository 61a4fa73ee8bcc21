//! The open database.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use keepalive_domain::world::World;
use keepalive_sync::{Run, Taken};

use crate::backup::{BackupCopy, Head, Look, StreamAfter, Watch};
use crate::error::{Result, StoreError};
use crate::facts::ClinicFacts;
use crate::lock::FileLock;
use crate::reader::{Read, Readers};
use crate::reopen::{exchange_under, rebuild_in};
use crate::sharing::UnvouchedOps;
use crate::verify::Depth;
use crate::verify::{Progress, VerifyReport};
use crate::write::{Committed, Redacted, Write};
use crate::writer::Writer;
use crate::{backup, clearing, connection, digest, log, place, reserve, verify};

/// Name of the folder beside the database that holds its copies.
pub const BACKUP_FOLDER: &str = "backups";

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
    lock: FileLock,
}

/// A database that a copy took the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// Where the replaced one is kept.
    pub kept_at: PathBuf,
}

impl Store {
    /// Opens the database at `path`, or makes it. A log of an older format is brought up to this one, after a checked copy
    /// was written. What a version with other read tables wrote is derived anew. A file
    /// without a byte is what a crash leaves before the first commit, and becomes a new database; where copies of it
    /// lie beside it, it held a record once and is refused.
    ///
    /// # Errors
    /// Every [`StoreError`] about places and files; the file is left as it was.
    pub fn open(path: &Path, world: Arc<dyn World>, options: OpenOptions) -> Result<Self> {
        if !options.any_place {
            place::check(path)?;
        }
        backup::finish_begun(path)?;
        let mut format = 0;
        if path.exists() {
            format = connection::inspect(path)?;
            // Copies are looked for only where they decide: a folder that cannot be read keeps no record shut.
            let empty = std::fs::metadata(path).is_ok_and(|file| file.len() == 0);
            let copies = path.with_file_name(BACKUP_FOLDER);
            if !options.create || empty && backup::newest_copy(&copies, path)?.is_some() {
                connection::holds_something(path)?;
            }
        } else if options.create {
            let dir = path.parent().unwrap_or(Path::new("."));
            std::fs::create_dir_all(dir)
                .map_err(|source| StoreError::NotWritable { dir: dir.to_owned(), source })?;
        } else {
            let source = std::io::ErrorKind::NotFound.into();
            return Err(StoreError::File { attempted: "open", path: path.to_owned(), source });
        }
        let lock = FileLock::shared(path)?;
        let copied = backup::before_migrating(path, format, &*world)?;
        let mut conn = connection::open_writer(path)?;
        if !connection::is_derived_here(&conn)? {
            if !copied {
                backup::before_deriving(path, &*world);
            }
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
            lock,
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

    /// How many ops the log holds.
    ///
    /// # Errors
    /// [`StoreError`] from SQLite.
    pub fn ops(&self) -> Result<u64> {
        self.read(|read| log::length(read.conn()))
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
        verify::verify(&self.path, Depth::Everything, progress)
    }

    /// Throws everything derived away and builds it again from the log.
    ///
    /// # Errors
    /// [`StoreError`]; the old tables then still stand.
    pub fn rebuild(&self) -> Result<()> {
        self.writer.ask(rebuild_in)?
    }

    /// Writes a checked copy into `dir`.
    ///
    /// # Errors
    /// [`StoreError`]; no half copy is left under the final name.
    pub fn backup_to(&self, dir: &Path, watch: &Watch) -> Result<BackupCopy> {
        backup::write_copy(&self.path, dir, self.world.now_ms(), watch)
    }

    /// Keeps a reserve of room beside the file, given up when the disk is full. Asked for now and then by whoever
    /// keeps the record open for long.
    pub fn keep_reserve(&self) {
        if let Err(error) = reserve::keep(&self.path) {
            tracing::warn!(%error, "no reserve for a full disk");
        }
    }

    /// Where the log ends.
    ///
    /// # Errors
    /// From SQLite.
    pub fn head(&self) -> Result<Head> {
        self.read(|read| backup::head(read.conn()))
    }

    /// What a copy holds, and what putting it in this database's place would change.
    ///
    /// # Errors
    /// The copy is no database of ours, is newer, or cannot be read.
    pub fn look_into(&self, copy: &Path) -> Result<Look> {
        backup::look(copy, Some(&self.path))
    }

    /// Puts a copy in this database's place, under a new stream; what it replaces is kept beside it. The copy is
    /// checked before anything happens. Reads and writes wait meanwhile.
    ///
    /// # Errors
    /// The copy is not good, somebody else has the database open, no space, or cancelled; then nothing has changed.
    pub fn restore(&self, copy: &Path, watch: &Watch) -> Result<Replaced> {
        self.exchange(copy, StreamAfter::New, "replaced", watch)
    }

    /// Puts a database back that a copy had replaced: the restore's undo. Its stream goes on where it was.
    ///
    /// # Errors
    /// As [`Store::restore`].
    pub fn put_back(&self, kept: &Path, watch: &Watch) -> Result<Replaced> {
        self.exchange(kept, StreamAfter::Same, "put-back", watch)
    }

    /// Takes a text out of the whole history: the log, what is derived, the search index, and the bytes of the file
    /// and its WAL. There is no way back. Copies are other files and still hold it.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing has changed. Clearing the file's bytes comes after the commit: where that fails
    /// the text is out all the same, `bytes_left` says so, and [`Store::clear_removed`] does it later.
    pub fn redact(&self, text: &str) -> Result<Committed<Redacted>> {
        self.redact_watched(text, &Watch::default())
    }

    /// [`Store::redact`], as a long work. It can be cancelled until it stands; clearing the file's bytes is then finished.
    ///
    /// # Errors
    /// The same, or [`StoreError::Cancelled`]; then nothing has changed.
    pub fn redact_watched(&self, text: &str, watch: &Watch) -> Result<Committed<Redacted>> {
        let (text, watch) = (text.to_owned(), watch.clone());
        // Zeroes what is deleted, in the pages that stay.
        self.writer.ask(|conn| conn.pragma_update(None, "secure_delete", true))??;
        let redacted = self.write(move |write| {
            let redacted = write.redact(&text, &watch)?;
            if !redacted.is_nothing() {
                write.owe_clearing()?;
            }
            Ok(redacted)
        });
        match redacted {
            Ok(mut redacted) if !redacted.value.is_nothing() => {
                redacted.value.bytes_left = !self.cleared();
                Ok(redacted)
            }
            nothing_changed => {
                self.writer.ask(|conn| conn.pragma_update(None, "secure_delete", false))??;
                nothing_changed
            }
        }
    }

    /// Clears the bytes of what was removed from the database's file, where that could not be done at the time. That it
    /// has yet to be done stands in the file: also after a restart, and whoever removed it.
    ///
    /// # Errors
    /// From SQLite, as a full disk; then it is still to be done.
    pub fn clear_removed(&self) -> Result<()> {
        if !self.read(clearing::is_owed)? {
            return Ok(());
        }
        self.readers.closed_during(|| self.writer.ask(clearing::clear)).flatten()
    }

    /// Clears them after a commit; whether that worked. Nothing that comes after a commit undoes it.
    fn cleared(&self) -> bool {
        match self.clear_removed() {
            Ok(()) => true,
            Err(error) => {
                tracing::warn!(%error, "the bytes of a removed text are not cleared yet");
                false
            }
        }
    }

    /// Takes in ops of other desks, as they came over a hub, in one transaction. What came of each run.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing of the runs was taken.
    pub fn take_runs(&self, runs: Vec<Run>) -> Result<Committed<Vec<Taken>>> {
        self.write_and_clear(move |write| write.take_runs(runs))
    }

    /// Lets in what is kept aside as these ops because nobody vouches for it, all that stands there by now, and carries it for the
    /// others from now on. How many ops that were.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing was let in.
    pub fn let_in(&self, kept: UnvouchedOps) -> Result<Committed<u64>> {
        self.write_and_clear(move |write| write.let_in(&kept))
    }

    /// Writes what other desks wrote; where ops lost their body by it, their bytes are cleared after the commit.
    pub(crate) fn write_and_clear<T: Send + 'static>(
        &self,
        write: impl FnOnce(&mut Write<'_>) -> Result<(T, bool)> + Send + 'static,
    ) -> Result<Committed<T>> {
        let Committed { value: (value, emptied), changed, touched, log } = self.write(write)?;
        if emptied {
            self.cleared();
        }
        Ok(Committed { value, changed, touched, log })
    }

    fn exchange(
        &self,
        copy: &Path,
        after: StreamAfter,
        why: &'static str,
        watch: &Watch,
    ) -> Result<Replaced> {
        backup::stage(copy, &self.path, after, &*self.world, watch)?;
        self.readers.closed_during(|| {
            self.lock.alone()?;
            let (path, now_ms) = (self.path.clone(), self.world.now_ms());
            let lost = self.writer.lost();
            let exchanged = self.writer.ask(move |conn| exchange_under(conn, &lost, &path, why, now_ms));
            self.lock.share()?;
            exchanged?
        })
    }

    /// Puts a copy in the place of a database that is not open, or that cannot be opened any more; that one is kept
    /// beside it, damaged as it may be.
    ///
    /// # Errors
    /// As [`Store::restore`].
    pub fn restore_closed(path: &Path, copy: &Path, world: &dyn World, watch: &Watch) -> Result<Replaced> {
        backup::finish_begun(path)?;
        let lock = FileLock::shared(path)?;
        backup::stage(copy, path, StreamAfter::New, world, watch)?;
        lock.alone()?;
        Ok(Replaced { kept_at: backup::put_in_place(path, "damaged", world.now_ms())? })
    }

    /// What a copy holds, where there is no database to compare it with.
    ///
    /// # Errors
    /// As [`Store::look_into`].
    pub fn look_into_alone(copy: &Path) -> Result<Look> {
        backup::look(copy, None)
    }
}
