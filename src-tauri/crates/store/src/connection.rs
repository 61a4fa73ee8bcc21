//! Connections, and what every one of them is told.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::error::{Result, StoreError};
use crate::lock::beside;
use crate::{log, tables};

/// The first SQLite whose WAL cannot be corrupted by a checkpoint that meets a write (fixed in 3.51.3).
const OLDEST_SQLITE: (i32, &str) = (3_051_003, "3.51.3");

/// How long to wait for another process, or a virus scanner, before giving up (docs/faults.md, row 9).
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Pages a connection keeps: the hot ones of a large clinic.
const RESTING_CACHE_KIB: i64 = 32 * 1_024;

/// Pages the writer may keep while it works. An edit of ten thousand requests, or an import, comes by most pages of a
/// clinic's tables several times, and reading them back took longer than changing them.
const WORKING_CACHE_KIB: i64 = 128 * 1_024;

/// Generated statements kept prepared: a few per kind and set of fields.
const STATEMENTS_KEPT: usize = 256;

/// Opens the connection that writes; a new file gets its tables.
///
/// # Errors
/// [`StoreError::Newer`], [`StoreError::Foreign`], [`StoreError::OldSqlite`], or from SQLite.
pub(crate) fn open_writer(path: &Path) -> Result<Connection> {
    if rusqlite::version_number() < OLDEST_SQLITE.0 {
        let (found, needed) = (rusqlite::version().to_owned(), OLDEST_SQLITE.1);
        return Err(StoreError::OldSqlite { found, needed });
    }
    let mut conn = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    // Straight into the file's first page, before there is a WAL: that is where `inspect` looks.
    if user_version(&conn)? == 0 {
        create(&mut conn, path)?;
    }
    let found = user_version(&conn)?;
    if found > log::LOG_VERSION {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: log::LOG_VERSION });
    }
    if found < log::LOG_VERSION {
        migrate(&mut conn)?;
    }
    // Readers never wait for the writer, and a commit is one sync.
    conn.pragma_update(None, "journal_mode", "WAL")?;
    // What was acknowledged survives a power cut: one fdatasync a commit.
    conn.pragma_update(None, "synchronous", "FULL")?;
    // On macOS a plain fsync leaves the data in the drive's cache. Elsewhere these do nothing.
    conn.pragma_update(None, "fullfsync", true)?;
    conn.pragma_update(None, "checkpoint_fullfsync", true)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // The writer thread checkpoints when it is idle, never while somebody waits for "saved".
    conn.pragma_update(None, "wal_autocheckpoint", 0)?;
    // A large import leaves no large WAL behind.
    conn.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
    keep_pages(&conn, WORKING_CACHE_KIB)?;
    Ok(conn)
}

/// Gives back the memory that large work took.
pub(crate) fn rest(conn: &Connection) -> rusqlite::Result<()> {
    keep_pages(conn, RESTING_CACHE_KIB)?;
    keep_pages(conn, WORKING_CACHE_KIB)
}

/// How many pages a connection keeps at most; what is over goes at once.
fn keep_pages(conn: &Connection, kib: i64) -> rusqlite::Result<()> {
    // SQLite counts pages where the number is positive.
    conn.pragma_update(None, "cache_size", -kib)
}

/// Opens a connection that cannot write.
pub(crate) fn open_reader(path: &Path) -> Result<Connection> {
    let conn = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.pragma_update(None, "query_only", true)?;
    Ok(conn)
}

/// Opens a connection that makes or checks a copy of the file.
pub(crate) fn open_copier(path: &Path) -> Result<Connection> {
    open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
}

/// Opens a new file that a copy is written into. It counts for nothing before it is checked and synced: neither a journal
/// on disk nor a sync in between is needed.
pub(crate) fn open_copy(path: &Path) -> Result<Connection> {
    let conn = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    conn.pragma_update(None, "journal_mode", "MEMORY")?;
    conn.pragma_update(None, "synchronous", "OFF")?;
    Ok(conn)
}

/// Opens an empty database that SQLite keeps in memory, spills to its temporary folder and removes by itself.
pub(crate) fn open_scratch() -> Result<Connection> {
    let conn = open(Path::new(""), OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    // A rebuilt million of rows need not fit into memory, and nobody needs it after a crash.
    conn.pragma_update(None, "temp_store", "FILE")?;
    conn.pragma_update(None, "journal_mode", "MEMORY")?;
    conn.pragma_update(None, "synchronous", "OFF")?;
    Ok(conn)
}

/// Opens a connection with what writer and readers have in common.
fn open(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // First of all: the next statements may already meet another process.
    conn.busy_timeout(BUSY_TIMEOUT)?;
    // Views and triggers of a tampered file cannot call functions.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // No SQL can damage the file itself, not even ours.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // An I/O error must be an error, not a signal that ends the process.
    conn.pragma_update(None, "mmap_size", 0)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    keep_pages(&conn, RESTING_CACHE_KIB)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    Ok(conn)
}

/// Makes the tables of a new file, unless another process just did.
pub(crate) fn create(conn: &mut Connection, path: &Path) -> Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    if user_version(&tx)? != 0 {
        return Ok(());
    }
    let tables: i64 = tx.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables > 0 {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    log::create(&tx)?;
    tables::create(&tx)?;
    keep_fingerprint(&tx)?;
    Ok(tx.commit()?)
}

/// Brings the log's tables of an older format up to this one. Columns and tables are added; no row is touched.
fn migrate(conn: &mut Connection) -> Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    // Another process may have done it while this one waited.
    let found = user_version(&tx)?;
    if found < log::LOG_VERSION {
        tracing::info!(found, now = log::LOG_VERSION, "bringing the log up to this version's format");
        log::migrate(&tx, found)?;
    }
    Ok(tx.commit()?)
}

/// Whether [`open_writer`] would change a file's format, of which [`inspect`] found `header`: what was committed may stand
/// in the WAL, and then the file's first page is behind.
pub(crate) fn is_of_older_format(path: &Path, header: i64) -> Result<bool> {
    let older = 1..log::LOG_VERSION;
    Ok(older.contains(&header)
        && older.contains(&user_version(&open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?)?))
}

/// Whether the derived tables were made by this version.
pub(crate) fn is_derived_here(conn: &Connection) -> Result<bool> {
    let found: Option<String> =
        conn.query_row("SELECT max(value) FROM meta WHERE key = 'derived'", [], |row| row.get(0))?;
    Ok(found.is_some_and(|found| found == tables::fingerprint()))
}

/// Notes that the derived tables were made by this version.
pub(crate) fn keep_fingerprint(conn: &Connection) -> Result<()> {
    conn.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('derived', ?)", [tables::fingerprint()])?;
    Ok(())
}

fn user_version(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Looks at a file from outside, without touching it: is it one of ours, and not from a newer version? The format that its
/// first page names; 0 where it holds nothing yet.
///
/// # Errors
/// [`StoreError::NotADatabase`], [`StoreError::Foreign`], [`StoreError::Newer`], [`StoreError::File`].
pub(crate) fn inspect(path: &Path) -> Result<i64> {
    let failed = |source| StoreError::File { attempted: "read", path: path.to_owned(), source };
    let mut header = Vec::with_capacity(HEADER_BYTES);
    let file = File::open(path).map_err(failed)?;
    file.take(HEADER_BYTES as u64).read_to_end(&mut header).map_err(failed)?;
    if header.is_empty() || is_half_made(path) {
        // A crash before the first commit leaves an empty file, or half of one; it becomes a new database.
        return Ok(0);
    }
    let not_a_database = || StoreError::NotADatabase { path: path.to_owned() };
    if header.len() < HEADER_BYTES || !header.starts_with(b"SQLite format 3\0") {
        return Err(not_a_database());
    }
    let number = |at: usize| header.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_be_bytes);
    let (Some(user_version), Some(application)) = (number(60), number(68)) else {
        return Err(not_a_database());
    };
    if i64::from(application) != log::APPLICATION_ID {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    let found = i64::from(user_version);
    if found > log::LOG_VERSION {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: log::LOG_VERSION });
    }
    Ok(found)
}

/// Whether a file has anything in it: without a byte it is no database that once was one.
///
/// # Errors
/// [`StoreError::NotADatabase`] where it is empty, or it cannot be read.
pub(crate) fn holds_something(path: &Path) -> Result<()> {
    let failed = |source| StoreError::File { attempted: "read", path: path.to_owned(), source };
    if std::fs::metadata(path).map_err(failed)?.len() == 0 {
        return Err(StoreError::NotADatabase { path: path.to_owned() });
    }
    Ok(())
}

/// Whether a crash or a power cut came while the file was made: the journal beside it says that there was nothing in it
/// before, and SQLite empties it again. Without this look it would be no database to anybody, for good.
fn is_half_made(path: &Path) -> bool {
    let mut journal = Vec::with_capacity(JOURNAL_HEADER_BYTES);
    let read = File::open(beside(path, "-journal"))
        .and_then(|file| file.take(JOURNAL_HEADER_BYTES as u64).read_to_end(&mut journal));
    read.is_ok()
        && journal.starts_with(&JOURNAL_MAGIC)
        && journal.get(PAGES_BEFORE).is_some_and(|pages| pages == [0; 4])
}

/// How SQLite's rollback journal begins (<https://sqlite.org/fileformat2.html#the_rollback_journal>).
const JOURNAL_MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

/// Where in the journal's header the pages stand that the database had before.
const PAGES_BEFORE: std::ops::Range<usize> = 16..20;

/// Bytes of the journal's header that are looked at.
const JOURNAL_HEADER_BYTES: usize = 28;

/// Bytes of SQLite's file header.
const HEADER_BYTES: usize = 100;
