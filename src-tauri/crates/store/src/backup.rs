//! Checked copies of the database, and putting a damaged one aside.

use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};

use chrono::DateTime;
use rusqlite::Connection;

use crate::connection;
use crate::error::{Result, StoreError};
use crate::lock::beside;

/// Writes a copy of the database into `dir` and returns its path. The copy stands under its final name only after
/// it was opened, checked and synced.
pub(crate) fn backup(database: &Path, dir: &Path, now_ms: i64) -> Result<PathBuf> {
    fs::create_dir_all(dir).map_err(|source| StoreError::NotWritable { dir: dir.to_owned(), source })?;
    let copy = free_name(dir, &format!("keepalive-{}", stamp(now_ms)), "db");
    let part = beside(&copy, ".part");
    remove_if_there(&part)?;
    let written = write_copy(database, &part).and_then(|()| {
        fs::rename(&part, &copy).map_err(|source| StoreError::File {
            attempted: "name",
            path: copy.clone(),
            source,
        })
    });
    if let Err(error) = written {
        // The copy is worth nothing; a leftover would only take space. Its own error tells more than this one.
        let _ = fs::remove_file(&part);
        return Err(error);
    }
    sync_dir(dir)?;
    Ok(copy)
}

fn write_copy(database: &Path, part: &Path) -> Result<()> {
    let source = connection::open_copier(database)?;
    source.execute("VACUUM INTO ?", [part.to_string_lossy()])?;
    let copy = connection::open_copier(part)?;
    let check: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if check != "ok" {
        return Err(StoreError::Corrupt { detail: format!("the copy: {check}") });
    }
    // A write may have come in between: the copy holds at least what stood when it began.
    if ops(&copy)? > ops(&source)? {
        return Err(StoreError::Corrupt { detail: "the copy holds more than the original".to_owned() });
    }
    drop(copy);
    sync_file(part)
}

fn ops(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("SELECT ifnull(max(op_no), 0) FROM op", [], |row| row.get(0))?)
}

/// Renames a damaged database and its side files, so that a backup can take its place and nothing is lost.
/// Returns the new path.
pub(crate) fn set_aside(database: &Path, now_ms: i64) -> Result<PathBuf> {
    let dir = database.parent().unwrap_or(Path::new("."));
    let stem = database.file_stem().map_or_else(|| "keepalive".into(), |stem| stem.to_string_lossy());
    let aside = free_name(dir, &format!("{stem}-damaged-{}", stamp(now_ms)), "db");
    for ending in ["-wal", "-shm", ""] {
        let (from, to) = (beside(database, ending), beside(&aside, ending));
        match fs::rename(&from, &to) {
            Err(source) if ending.is_empty() || source.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::File { attempted: "set aside", path: from, source });
            }
            _ => {}
        }
    }
    sync_dir(dir)?;
    Ok(aside)
}

/// A name in `dir` that nothing has yet.
fn free_name(dir: &Path, stem: &str, extension: &str) -> PathBuf {
    let named = |n: u32| match n {
        1 => dir.join(format!("{stem}.{extension}")),
        n => dir.join(format!("{stem}-{n}.{extension}")),
    };
    (1..).map(named).find(|path| !path.exists()).unwrap_or_else(|| named(1))
}

/// `20261123-093000`, in UTC.
fn stamp(now_ms: i64) -> String {
    DateTime::from_timestamp_millis(now_ms).unwrap_or_default().format("%Y%m%d-%H%M%S").to_string()
}

fn remove_if_there(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::File { attempted: "remove", path: path.to_owned(), source })
        }
        _ => Ok(()),
    }
}

fn sync_file(path: &Path) -> Result<()> {
    let synced = OpenOptions::new().write(true).open(path).and_then(|file| file.sync_all());
    synced.map_err(|source| StoreError::File { attempted: "sync", path: path.to_owned(), source })
}

/// Makes a rename survive a power cut. Windows keeps renames by itself and cannot open a folder for this.
fn sync_dir(dir: &Path) -> Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    let synced = fs::File::open(dir).and_then(|dir| dir.sync_all());
    synced.map_err(|source| StoreError::File { attempted: "sync", path: dir.to_owned(), source })
}
