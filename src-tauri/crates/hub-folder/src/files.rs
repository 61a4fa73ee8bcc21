//! Writing and finding files in a folder that others write in, too.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::error::{FolderError, failed};

/// How a file begins that is still being written: readers pass it over.
pub(crate) const UNFINISHED: &str = ".unfinished-";

/// Waits between tries to give a file its name. A virus scanner or a cloud's client may hold it for a moment.
const PATIENCE: [Duration; 5] = [
    Duration::from_millis(50),
    Duration::from_millis(150),
    Duration::from_millis(300),
    Duration::from_millis(700),
    Duration::from_millis(1_300),
];

/// Writes a new file: under another name, onto the disk, then under its own, then read back. An existing file of that
/// name is left alone; nobody else writes under it meanwhile. A plain rename: shares often know no hard links, by which
/// a rename that never replaces is made. Whether the file of that name holds these bytes now.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<bool, FolderError> {
    let dir = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(dir).map_err(failed("make", dir))?;
    if path.exists() {
        return Ok(is(path, bytes));
    }
    let mut unfinished =
        tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(dir).map_err(failed("write in", dir))?;
    let written = unfinished.write_all(bytes).and_then(|()| unfinished.as_file().sync_all());
    written.map_err(failed("write", unfinished.path()))?;
    let mut unfinished = unfinished.into_temp_path();
    for wait in PATIENCE.iter().map(Some).chain([None]) {
        match unfinished.persist(path) {
            Ok(()) => return Ok(is(path, bytes)),
            Err(error) => match wait {
                // What holds it lets it go in a moment; what forbids it does so at the last try, too.
                Some(wait) if error.error.kind() == ErrorKind::PermissionDenied => {
                    unfinished = error.path;
                    thread::sleep(*wait);
                }
                _ => return Err(failed("give its name to", path)(error.error)),
            },
        }
    }
    Ok(false)
}

/// Whether a file holds these bytes.
fn is(path: &Path, bytes: &[u8]) -> bool {
    fs::read(path).is_ok_and(|held| held == bytes)
}

/// A file in the folder, as its listing shows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Listed {
    pub(crate) path: PathBuf,
    /// Its length in bytes and when it was changed last: another file if they differ.
    pub(crate) mark: (u64, Option<std::time::SystemTime>),
}

/// Every finished file below a folder. What cannot be looked at now is passed over.
pub(crate) fn list(dir: &Path) -> Vec<Listed> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let Ok(meta) = entry.metadata() else { continue };
            if meta.is_dir() {
                folders.push(entry.path());
            } else if !entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                found.push(Listed { path: entry.path(), mark: (meta.len(), meta.modified().ok()) });
            }
        }
    }
    found.sort();
    found
}

/// Reads a whole file; `None` if it cannot be read now.
pub(crate) fn read(path: &Path) -> Option<Vec<u8>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    File::open(path).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
