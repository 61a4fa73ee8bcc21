//! The note that a clinic's desks have gone elsewhere: `<space>/moved.note`.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use keepalive_domain::ids::SpaceId;

use crate::error::{FolderError, failed};
use crate::files;
use crate::folder::root;

/// What the note is called.
const MOVED: &str = "moved.note";

fn file(folder: &Path, space: SpaceId) -> PathBuf {
    root(folder, space).join(MOVED)
}

/// Leaves the note in the place of an older one.
///
/// # Errors
/// The folder cannot be written.
pub fn leave_note(folder: &Path, space: SpaceId, bytes: &[u8]) -> Result<(), FolderError> {
    take_note_away(folder, space)?;
    files::write_new(&file(folder, space), bytes).map(drop)
}

/// Takes the note away: the desks are back. None is fine.
///
/// # Errors
/// The folder cannot be written.
pub fn take_note_away(folder: &Path, space: SpaceId) -> Result<(), FolderError> {
    let file = file(folder, space);
    match fs::remove_file(&file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failed("remove", &file)(error)),
        _ => Ok(()),
    }
}

/// The note that lies there.
#[must_use]
pub fn left_note(folder: &Path, space: SpaceId) -> Option<Vec<u8>> {
    files::read(&file(folder, space))
}
