//! A file of zeros beside the database, given up when the disk is full: whoever was refused finds room at the next
//! press of the same key.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use crate::lock::beside;

/// Room for a day of entries and the write-ahead log they go through.
const BYTES: usize = 16 * 1024 * 1024;

/// A disk with less free than this keeps it free: a reserve would be what fills it.
const WHEN_FREE_BYTES: u64 = 16 * BYTES as u64;

/// Its name after the database's.
const ENDING: &str = ".reserve";

/// Makes the file where there is none and the disk has plenty.
///
/// # Errors
/// The disk does not say how much is free, or the file cannot be written; no half file is left.
pub(crate) fn keep(database: &Path) -> io::Result<()> {
    let path = beside(database, ENDING);
    let dir = database.parent().unwrap_or(Path::new("."));
    if path.exists() || fs4::available_space(dir)? < WHEN_FREE_BYTES {
        return Ok(());
    }
    // Zeros that are written: a file that is only as long would hold no room.
    let written = File::create(&path).and_then(|mut file| {
        file.write_all(&vec![0; BYTES])?;
        file.sync_all()
    });
    written.inspect_err(|_| give_up(database))
}

/// Gives the room back, where it is kept.
pub(crate) fn give_up(database: &Path) {
    match std::fs::remove_file(beside(database, ENDING)) {
        Ok(()) => tracing::warn!("the disk is full: the reserve beside the database was given up"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => tracing::error!(%error, "the disk is full, and the reserve could not be given up"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_its_room_until_it_is_given_up() {
        let dir = tempfile::tempdir().unwrap();
        let database = dir.path().join("clinic.db");
        give_up(&database);
        keep(&database).unwrap();
        let path = beside(&database, ENDING);
        assert_eq!(path.metadata().unwrap().len(), 16 * 1024 * 1024);
        let made = path.metadata().unwrap().modified().unwrap();
        keep(&database).unwrap();
        assert_eq!(path.metadata().unwrap().modified().unwrap(), made, "one that is there is left alone");
        give_up(&database);
        assert!(!path.exists());
    }
}
