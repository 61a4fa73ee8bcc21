//! The one thread that writes.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;

use keepalive_domain::world::World;
use rusqlite::{Connection, ErrorCode};

use crate::error::{Result, StoreError};
use crate::write::{Committed, Write};
use crate::{connection, reserve};

/// This much that stands in the WAL alone is written back when nobody waits. Not sooner: the commit that begins the
/// WAL anew syncs twice, and it must stay the rare one (docs/performance.md, P7).
const CHECKPOINT_WHEN_IDLE_BYTES: i64 = 16 * 1024 * 1024;

/// This much is written back even before the next write: a reader that never ends must not fill the disk.
const CHECKPOINT_ALWAYS_BYTES: i64 = 256 * 1024 * 1024;

/// Bytes of a database page: SQLite's default, which new files keep.
const PAGE_BYTES: i64 = 4_096;

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// The writer thread; dropping it finishes what was asked and closes the connection.
pub(crate) struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    world: Arc<dyn World>,
    path: PathBuf,
    lost: Lost,
}

/// Why the writer has no database any more, once it has none.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lost(Arc<OnceLock<(PathBuf, String)>>);

impl Lost {
    /// Notes the reason; the first one stays.
    pub(crate) fn because(&self, path: &Path, error: &StoreError) -> StoreError {
        tracing::error!(path = %path.display(), %error, "the database could not be opened again");
        let (path, detail) = self.0.get_or_init(|| (path.to_owned(), error.to_string())).clone();
        StoreError::NotReopened { path, detail }
    }

    /// # Errors
    /// [`StoreError::NotReopened`] if the database was lost.
    fn refuse_if_lost(&self) -> Result<()> {
        match self.0.get().cloned() {
            Some((path, detail)) => Err(StoreError::NotReopened { path, detail }),
            None => Ok(()),
        }
    }
}

impl Writer {
    /// Starts the thread on this connection.
    pub(crate) fn start(conn: Connection, path: &Path, world: Arc<dyn World>) -> Result<Self> {
        let (jobs, queue) = channel();
        let thread = std::thread::Builder::new()
            .name("keepalive-writer".to_owned())
            .spawn(move || run(conn, &queue))
            .map_err(|source| StoreError::File {
                attempted: "start the writer of",
                path: path.to_owned(),
                source,
            })?;
        let lost = Lost::default();
        Ok(Self { jobs: Some(jobs), thread: Some(thread), world, path: path.to_owned(), lost })
    }

    /// Runs `f` in one transaction; returns after the commit is on disk.
    pub(crate) fn write<T, E, F>(&self, f: F) -> Result<Committed<T>, E>
    where
        F: FnOnce(&mut Write<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (world, path) = (Arc::clone(&self.world), self.path.clone());
        self.ask(move |conn| transaction(conn, &path, &*world, f))?
    }

    /// Runs `f` on the writer's connection, outside a transaction.
    pub(crate) fn ask<R: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Connection) -> R + Send + 'static,
    ) -> Result<R> {
        let (reply, answer) = channel();
        let lost = self.lost.clone();
        let job: Job = Box::new(move |conn| {
            // Asked when its turn comes: the job before may have lost the database.
            let done = lost.refuse_if_lost().map(|()| f(conn));
            // Nobody waits any more if this fails; what was committed stands.
            let _ = reply.send(done);
        });
        self.jobs.as_ref().ok_or(StoreError::Closed)?.send(job).map_err(|_| StoreError::Closed)?;
        answer.recv().map_err(|_| StoreError::Closed)?
    }

    /// Where a job notes that it lost the database.
    pub(crate) fn lost(&self) -> Lost {
        self.lost.clone()
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the writer thread ended in a panic");
        }
    }
}

/// Works the queue off, writing the WAL back while nobody waits.
fn run(mut conn: Connection, queue: &Receiver<Job>) {
    loop {
        let pending_bytes = not_written_back_bytes(&conn);
        if pending_bytes > CHECKPOINT_ALWAYS_BYTES {
            checkpoint(&conn);
        }
        let job = match queue.try_recv() {
            Ok(job) => job,
            Err(TryRecvError::Disconnected) => return,
            Err(TryRecvError::Empty) => {
                if pending_bytes > CHECKPOINT_WHEN_IDLE_BYTES {
                    checkpoint(&conn);
                }
                if let Err(error) = connection::rest(&conn) {
                    tracing::warn!(%error, "could not give memory back");
                }
                match queue.recv() {
                    Ok(job) => job,
                    Err(_) => return,
                }
            }
        };
        // A job answers for itself; one that panics outside its transaction must not take the thread along.
        if catch_unwind(AssertUnwindSafe(|| job(&mut conn))).is_err() {
            tracing::error!("a job of the writer ended in a panic");
        }
    }
}

/// Bytes that stand in the WAL and not yet in the database. The WAL's own length says nothing: the file is used
/// again from its start and never shrinks.
fn not_written_back_bytes(conn: &Connection) -> i64 {
    let asked = conn.prepare_cached("PRAGMA wal_checkpoint(NOOP)").and_then(|mut statement| {
        statement.query_row([], |row| Ok((row.get::<_, i64>(1)?, row.get::<_, i64>(2)?)))
    });
    match asked {
        Ok((frames, written_back)) => (frames - written_back) * PAGE_BYTES,
        Err(error) => {
            tracing::warn!(%error, "could not ask how much stands in the WAL");
            0
        }
    }
}

/// Writes the WAL back as far as readers allow. What fails now is tried again after the next write.
fn checkpoint(conn: &Connection) {
    if let Err(error) = conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())) {
        tracing::warn!(%error, "could not write the WAL back");
    }
}

/// One transaction: everything or nothing.
fn transaction<T, E: From<StoreError>>(
    conn: &Connection,
    path: &Path,
    world: &dyn World,
    f: impl FnOnce(&mut Write<'_>) -> Result<T, E>,
) -> Result<Committed<T>, E> {
    conn.execute_batch("BEGIN IMMEDIATE").map_err(|error| busy(error, path))?;
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let mut write = Write::new(conn, world)?;
        let value = f(&mut write)?;
        let (changed, touched, log) = write.finish()?;
        Ok(Committed { value, changed, touched, log })
    }));
    let outcome =
        outcome.unwrap_or_else(|panic| Err(StoreError::Panicked { detail: message(&*panic) }.into()));
    match outcome {
        Ok(committed) => match conn.execute_batch("COMMIT") {
            Ok(()) => Ok(committed),
            Err(error) => {
                let error = busy(error, path);
                if matches!(error, StoreError::DiskFull) {
                    reserve::give_up(path);
                }
                roll_back(conn);
                Err(error.into())
            }
        },
        Err(error) => {
            // SQLite has ended the transaction itself: the disk is full, or fails.
            if conn.is_autocommit() {
                reserve::give_up(path);
            }
            roll_back(conn);
            Err(error)
        }
    }
}

/// Rolls back what SQLite has not rolled back itself.
fn roll_back(conn: &Connection) {
    if !conn.is_autocommit()
        && let Err(error) = conn.execute_batch("ROLLBACK")
    {
        tracing::error!(%error, "could not roll back");
    }
}

fn busy(error: rusqlite::Error, path: &Path) -> StoreError {
    if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) {
        return StoreError::Locked { path: path.to_owned() };
    }
    error.into()
}

/// A panic's message, as far as it is text.
fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Still;

    impl World for Still {
        fn now_ms(&self) -> i64 {
            0
        }
        fn utc_offset_minutes(&self) -> i32 {
            0
        }
        fn random(&self) -> [u8; 10] {
            [0; 10]
        }
    }

    #[test]
    fn a_writer_that_lost_its_database_refuses_with_the_reason_and_writes_nowhere() {
        let scratch = connection::open_scratch().unwrap();
        let writer = Writer::start(scratch, Path::new("clinic.db"), Arc::new(Still)).unwrap();
        writer.ask(|conn| conn.execute_batch("CREATE TABLE t (x)")).unwrap().unwrap();
        let held = StoreError::Drive { detail: "held by another program".to_owned() };
        let _: StoreError = writer.lost().because(Path::new("clinic.db"), &held);
        match writer.ask(|conn| conn.execute_batch("INSERT INTO t VALUES (1)")) {
            Err(StoreError::NotReopened { detail, .. }) => {
                assert!(detail.contains("held by another program"), "{detail}");
            }
            other => panic!("{other:?}"),
        }
    }
}
