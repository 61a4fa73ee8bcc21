//! The note that a clinic's desks have gone elsewhere: `<space>/moved.note`, written once.

use std::path::{Path, PathBuf};

use keepalive_domain::ids::SpaceId;

use crate::error::FolderError;
use crate::files;
use crate::folder::root;

/// What the note is called.
const MOVED: &str = "moved.note";

fn file(folder: &Path, space: SpaceId) -> PathBuf {
    root(folder, space).join(MOVED)
}

/// Leaves the note. One that another desk has left stays.
///
/// # Errors
/// The folder cannot be written.
pub fn leave_note(folder: &Path, space: SpaceId, bytes: &[u8]) -> Result<(), FolderError> {
    files::write_new(&file(folder, space), bytes).map(drop)
}

/// The note that lies there.
#[must_use]
pub fn left_note(folder: &Path, space: SpaceId) -> Option<Vec<u8>> {
    files::read(&file(folder, space))
}
