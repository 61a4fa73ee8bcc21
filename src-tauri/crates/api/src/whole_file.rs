//! A file that is written whole or not at all.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use keepalive_store::patience::{PATIENCE, is_held, patiently};

use crate::{ApiError, ApiResult, ErrorCode};

/// Writes beside the file and renames, so that a full disk leaves an older one whole. What is no regular file (a
/// pipe, a device) cannot be replaced and is written to.
///
/// # Errors
/// [`ErrorCode::File`]: the folder is not there, or it cannot be written.
pub fn write_whole(file: &Path, bytes: &[u8]) -> ApiResult<()> {
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
    fn a_folder_that_is_not_there_is_a_refusal() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("gone").join("chart.svg");
        assert_eq!(write_whole(&file, b"x").unwrap_err().code, ErrorCode::File);
    }
}
