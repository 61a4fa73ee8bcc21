//! Files beside the database: renamed patiently, synced, removed.

use std::fs::{self, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use chrono::DateTime;

use super::Watch;
use crate::error::{Result, StoreError};
use crate::patience::{PATIENCE, is_held, patiently};

/// Bytes copied between two looks at the clock and at whether to stop.
const CHUNK_BYTES: usize = 1 << 20;

/// An error of a file, with what was tried.
pub(super) fn failed(attempted: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::DiskFull,
        _ => StoreError::File { attempted, path, source },
    }
}

/// Renames within one folder, waiting for programs that hold the file for a moment.
pub(super) fn rename(from: &Path, to: &Path) -> Result<()> {
    patiently(PATIENCE, is_held, || fs::rename(from, to)).map_err(failed("rename", from))
}

/// Removes a file; one that is not there is no error.
pub(super) fn remove_if_there(path: &Path) -> Result<()> {
    match patiently(PATIENCE, is_held, || fs::remove_file(path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed("remove", path)(error)),
        _ => Ok(()),
    }
}

/// Copies a file, telling how far it is, and syncs the copy.
pub(super) fn copy(from: &Path, to: &Path, watch: &Watch) -> Result<()> {
    let mut source = fs::File::open(from).map_err(failed("read", from))?;
    let total = source.metadata().map_err(failed("read", from))?.len();
    let mut target = fs::File::create(to).map_err(failed("write", to))?;
    let (mut chunk, mut done) = (vec![0; CHUNK_BYTES], 0);
    loop {
        watch.go_on()?;
        let read = source.read(&mut chunk).map_err(failed("read", from))?;
        let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        target.write_all(bytes).map_err(failed("write", to))?;
        done += read as u64;
        watch.tell(done, total);
    }
    target.sync_all().map_err(failed("sync", to))
}

/// Writes a small file whole and on disk.
pub(super) fn write_synced(path: &Path, bytes: &[u8]) -> Result<()> {
    let written = fs::File::create(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(failed("write", path))
}

/// Makes a file's bytes survive a power cut.
pub(super) fn sync_file(path: &Path) -> Result<()> {
    let synced = OpenOptions::new().write(true).open(path).and_then(|file| file.sync_all());
    synced.map_err(failed("sync", path))
}

/// Makes a rename survive a power cut. Windows keeps renames by itself and cannot open a folder for this; a folder on
/// a stick or a share may not know how to sync, and then there is nothing more to be done.
pub(super) fn sync_dir(dir: &Path) -> Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    match fs::File::open(dir).and_then(|dir| dir.sync_all()) {
        Err(error) if !matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Err(failed("sync", dir)(error))
        }
        _ => Ok(()),
    }
}

/// The folder a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A database's name without its ending.
pub(super) fn stem_of(database: &Path) -> String {
    database.file_stem().map_or_else(|| "keepalive".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// A name in `dir` that nothing has yet.
pub(super) fn free_name(dir: &Path, stem: &str, extension: &str) -> PathBuf {
    let named = |n: u32| match n {
        1 => dir.join(format!("{stem}.{extension}")),
        n => dir.join(format!("{stem}-{n}.{extension}")),
    };
    (1..).map(named).find(|path| !path.exists()).unwrap_or_else(|| named(1))
}

/// `20261123-093000`, in UTC.
pub(super) fn stamp(now_ms: i64) -> String {
    DateTime::from_timestamp_millis(now_ms).unwrap_or_default().format(STAMP).to_string()
}

/// How an instant stands in a file's name.
pub(super) const STAMP: &str = "%Y%m%d-%H%M%S";
