//! What the fuzz targets share: a file of the bytes they are given, and the harness of the malformed files.

#[path = "../../../exchange/tests/faults/dice.rs"]
#[allow(dead_code, reason = "the targets use a part of it")]
mod dice;
#[path = "../../../exchange/tests/faults/malformed.rs"]
#[allow(dead_code, reason = "the targets use a part of it")]
mod malformed;
#[path = "../../../exchange/tests/faults/memory.rs"]
#[allow(dead_code, reason = "the targets use a part of it")]
mod memory;

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use dice::Dice;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A folder with one file of these bytes. Made anew for every run: nothing is left over from the one before.
///
/// # Panics
/// The temporary folder cannot be written: no finding, the run cannot go on.
#[must_use]
pub fn file_of(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a temporary file");
    (folder, path)
}

/// A zip of these parts, so that what is in them is reached and not only the zip around it.
///
/// # Panics
/// The zip cannot be written.
#[must_use]
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(*name, plain).expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a zip").into_inner()
}

/// Reads a file of another program; a preview and an import that disagree are a finding.
///
/// # Panics
/// They disagree.
pub fn mapped(path: &Path, rows: u8) {
    if let Err(why) = malformed::as_mapped(path, usize::from(rows % 3)) {
        panic!("{why}");
    }
}

/// Reads a table set, as [`mapped`].
///
/// # Panics
/// As there.
pub fn tables(path: &Path) {
    if let Err(why) = malformed::as_table(path) {
        panic!("{why}");
    }
}
