//! A file that is written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use keepalive_store::patience::{PATIENCE, is_held, patiently};

use crate::{ApiError, ApiResult, ErrorCode};

/// How a file of SQLite begins (<https://sqlite.org/fileformat2.html>): a database, and its write-ahead log with
/// checksums in either byte order.
const DATABASE_MARKS: [&[u8]; 3] =
    [b"SQLite format 3\0", &[0x37, 0x7f, 0x06, 0x82], &[0x37, 0x7f, 0x06, 0x83]];

/// Refuses a place where a database lies: what is written out replaces a file of that name, and a clinic's record is
/// replaced by nothing but a restore.
///
/// # Errors
/// [`ErrorCode::File`], hint `is_a_database`. A file that cannot be read is left to whoever writes it.
fn spare_databases(file: &Path) -> ApiResult<()> {
    let mut begins = Vec::new();
    let longest = DATABASE_MARKS.iter().map(|mark| mark.len()).max().unwrap_or_default();
    if fs::metadata(file).is_ok_and(|there| there.is_file()) {
        // Unreadable is not a database for certain; the writing itself says what is wrong with it.
        let read = File::open(file).and_then(|file| file.take(longest as u64).read_to_end(&mut begins));
        if read.is_ok() && DATABASE_MARKS.iter().any(|mark| begins.starts_with(mark)) {
            let message = "A database lies there, and it would be lost. Choose another name.";
            return Err(ApiError::new(ErrorCode::File, message).hinting("is_a_database"));
        }
    }
    Ok(())
}

/// Refuses a place that cannot be replaced by a file: a database, and what is no file (a device, a folder).
///
/// # Errors
/// [`ErrorCode::File`].
pub(crate) fn replaceable(file: &Path) -> ApiResult<()> {
    spare_databases(file)?;
    if fs::metadata(file).is_ok_and(|there| !there.is_file()) {
        let message = "What lies there is no file and cannot be replaced by one. Choose another name.";
        return Err(ApiError::new(ErrorCode::File, message));
    }
    Ok(())
}

/// Writes beside the file and renames, so that a full disk leaves an older one whole. What is no regular file (a
/// pipe, a device) cannot be replaced and is written to.
///
/// # Errors
/// [`ErrorCode::File`]: a database lies there, the folder is not there, or it cannot be written.
pub fn write_whole(file: &Path, bytes: &[u8]) -> ApiResult<()> {
    spare_databases(file)?;
    if fs::metadata(file).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        return fs::write(file, bytes).map_err(|error| not_saved(&error));
    }
    replace_whole(file, bytes).map_err(|error| not_saved(&error))
}

/// Writes beside the file and renames: a power cut or a full disk leaves the old one or the new one.
pub(crate) fn replace_whole(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    fresh.write_all(bytes)?;
    fresh.as_file().sync_all()?;
    // A virus scanner or an indexer may hold the old one for a moment.
    let mut fresh = Some(fresh.into_temp_path());
    patiently(PATIENCE, is_held, || {
        let Some(path) = fresh.take() else { return Ok(()) };
        path.persist(file).map_err(|refused| {
            fresh = Some(refused.path);
            refused.error
        })
    })
}

fn not_saved(error: &io::Error) -> ApiError {
    ApiError::new(ErrorCode::File, format!("The file was not saved: {error}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_file_replaces_an_older_one_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("chart.svg");
        write_whole(&file, b"old").unwrap();
        write_whole(&file, b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_database_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        for (name, begins) in [("a.db", DATABASE_MARKS[0]), ("a.db-wal", DATABASE_MARKS[2])] {
            let file = folder.path().join(name);
            let record = [begins, b" and a clinic's record"].concat();
            fs::write(&file, &record).unwrap();
            let refused = write_whole(&file, b"a report").unwrap_err();
            assert_eq!((refused.code, refused.hint.as_deref()), (ErrorCode::File, Some("is_a_database")));
            assert_eq!(fs::read(&file).unwrap(), record);
        }
    }

    #[test]
    fn a_folder_is_no_place_for_a_file() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(replaceable(folder.path()).unwrap_err().code, ErrorCode::File);
        assert!(replaceable(&folder.path().join("new.zip")).is_ok());
    }

    #[test]
    fn a_folder_that_is_not_there_is_a_refusal() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("gone").join("chart.svg");
        assert_eq!(write_whole(&file, b"x").unwrap_err().code, ErrorCode::File);
    }
}
