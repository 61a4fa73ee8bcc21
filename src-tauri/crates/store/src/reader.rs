//! Reading: one unchanging picture of the database.

use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::facts::{Link, Request, Voice, Workaround};
use keepalive_domain::ids::{DeviceId, EntityId};
use keepalive_domain::thresholds::Thresholds;
use rusqlite::{Connection, OptionalExtension};

use crate::apply::Session;
use crate::entity::EntityNo;
use crate::error::{Result, StoreError};
use crate::facts::{self, ClinicFacts};
use crate::{connection, derive};

/// One unchanging picture of the database: a read transaction, or the inside of a [`crate::Write`].
pub struct Read<'c> {
    pub(crate) conn: &'c Connection,
}

impl Read<'_> {
    /// The connection, for the queries in this crate. Use `prepare_cached`.
    pub(crate) const fn conn(&self) -> &Connection {
        self.conn
    }

    /// The clinic's time zone; UTC before a clinic is set up.
    ///
    /// # Errors
    /// From SQLite.
    pub fn zone(&self) -> Result<ClinicZone> {
        derive::clinic_zone(self.conn)
    }

    /// The clinic's thresholds; the usual ones before a clinic is set up.
    ///
    /// # Errors
    /// From SQLite.
    pub fn thresholds(&self) -> Result<Thresholds> {
        derive::clinic_thresholds(self.conn)
    }

    /// The number of a thing in this file, if it is known.
    ///
    /// # Errors
    /// From SQLite.
    pub fn entity_no(&self, id: EntityId) -> Result<Option<EntityNo>> {
        Ok(Session::new(self.conn).known(id)?.map(|known| known.no))
    }

    /// A few signs by which two desks can be told apart: the end of the installation's identity. `None` before the
    /// first act.
    ///
    /// # Errors
    /// From SQLite.
    pub fn desk_mark(&self) -> Result<Option<String>> {
        let device: Option<Vec<u8>> = self
            .conn
            .query_row(
                "SELECT device_id FROM stream WHERE own = 1 ORDER BY stream_no DESC LIMIT 1",
                [],
                |row| row.get(0),
            )
            .optional()?;
        Ok(device.as_deref().and_then(DeviceId::from_slice).map(|device| device.mark()))
    }

    /// The number of the newest op in this file; 0 before the first. Every write of whatever program raises it.
    ///
    /// # Errors
    /// From SQLite.
    pub fn newest_op(&self) -> Result<i64> {
        let newest: Option<i64> =
            self.conn.prepare_cached("SELECT max(op_no) FROM op")?.query_row([], |row| row.get(0))?;
        Ok(newest.unwrap_or(0))
    }

    /// The clinic's record as facts.
    ///
    /// # Errors
    /// From SQLite.
    pub fn facts(&self) -> Result<ClinicFacts> {
        facts::load(self.conn)
    }

    /// One workaround's facts, as [`ClinicFacts`] holds it (`systems` are the identities its `system` position
    /// points into); `None` if it is deleted, unknown, or lacks what figures need.
    ///
    /// # Errors
    /// From SQLite.
    pub fn workaround_facts(&self, id: EntityId, systems: &[EntityId]) -> Result<Option<Workaround>> {
        match self.entity_no(id)? {
            Some(no) => facts::load_workaround(self.conn, no, systems),
            None => Ok(None),
        }
    }
}

impl Read<'_> {
    /// One request's facts, as [`ClinicFacts`] holds it (`systems` and `requests` are the identities its positions
    /// point into); `None` if it is deleted, unknown, or lacks what figures need.
    ///
    /// # Errors
    /// From SQLite.
    pub fn facts_of_request(
        &self,
        id: EntityId,
        systems: &[EntityId],
        requests: &[EntityId],
    ) -> Result<Option<Request>> {
        match self.entity_no(id)? {
            Some(no) => facts::load_request(self.conn, no, systems, requests),
            None => Ok(None),
        }
    }

    /// Whether another request was merged into this one.
    ///
    /// # Errors
    /// From SQLite.
    pub fn is_merged_into(&self, id: EntityId) -> Result<bool> {
        self.entity_no(id)?.map_or(Ok(false), |no| facts::is_merged_into(self.conn, no))
    }

    /// Every link and voice, as [`ClinicFacts`] holds them; the identities are those its positions point into.
    ///
    /// # Errors
    /// From SQLite.
    pub fn tie_facts(
        &self,
        requests: &[EntityId],
        workarounds: &[EntityId],
    ) -> Result<(Vec<Link>, Vec<Voice>)> {
        facts::load_ties(self.conn, requests, workarounds)
    }
}

/// Connections that only read, opened when first needed.
pub(crate) struct Readers {
    path: PathBuf,
    most: usize,
    pool: Mutex<Pool>,
    freed: Condvar,
}

struct Pool {
    idle: Vec<Connection>,
    open: usize,
}

impl Readers {
    /// At most this many connections to this file.
    pub(crate) fn new(path: &Path, most: usize) -> Self {
        let pool = Mutex::new(Pool { idle: Vec::new(), open: 0 });
        Self { path: path.to_owned(), most: most.max(1), pool, freed: Condvar::new() }
    }

    /// Runs `f` in one read transaction.
    pub(crate) fn read<T, E: From<StoreError>>(
        &self,
        f: impl FnOnce(&Read<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let borrowed = Borrowed { conn: Some(self.take()?), readers: self };
        let Some(conn) = &borrowed.conn else { return Err(StoreError::Closed.into()) };
        conn.execute_batch("BEGIN").map_err(StoreError::from)?;
        f(&Read { conn })
    }

    /// An idle connection; waits while all are in use.
    fn take(&self) -> Result<Connection> {
        let mut pool = self.pool();
        loop {
            if let Some(conn) = pool.idle.pop() {
                return Ok(conn);
            }
            if pool.open < self.most {
                let conn = connection::open_reader(&self.path)?;
                pool.open += 1;
                return Ok(conn);
            }
            pool = self.freed.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits until nobody reads, closes every connection, and runs `f` before anybody reads again.
    pub(crate) fn closed_during<T>(&self, f: impl FnOnce() -> T) -> T {
        let mut pool = self.pool();
        while pool.idle.len() < pool.open {
            pool = self.freed.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
        pool.idle.clear();
        pool.open = 0;
        let done = f();
        // Whoever waited for a connection before may open one now.
        self.freed.notify_all();
        done
    }

    fn give_back(&self, conn: Connection) {
        let mut pool = self.pool();
        // One that cannot end its transaction would hold an old picture for ever: it is closed instead.
        if conn.is_autocommit() || conn.execute_batch("ROLLBACK").is_ok() {
            pool.idle.push(conn);
        } else {
            pool.open -= 1;
        }
        self.freed.notify_all();
    }

    /// A panic in a reading closure leaves the pool itself whole.
    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection that goes back whatever happens.
struct Borrowed<'r> {
    conn: Option<Connection>,
    readers: &'r Readers,
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        if let Some(conn) = self.conn.take() {
            self.readers.give_back(conn);
        }
    }
}
