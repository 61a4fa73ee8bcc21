//! A good copy brought to another place.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::Watch;
use super::files::{copy, failed, remove_if_there, rename, sync_dir};
use crate::error::{Result, StoreError};
use crate::lock::beside;

/// Bytes read at once.
const CHUNK_BYTES: usize = 1 << 20;

/// Copies a finished copy into another folder, reads it back and compares it, and only then gives it its name.
/// Returns where it is.
///
/// # Errors
/// The folder cannot be written, it does not give back what was written, or somebody stopped it; no half copy is left.
pub fn copy_to(source: &Path, dir: &Path, watch: &Watch) -> Result<PathBuf> {
    fs::create_dir_all(dir).map_err(|source| StoreError::NotWritable { dir: dir.to_owned(), source })?;
    let target = dir.join(source.file_name().unwrap_or_default());
    let part = beside(&target, ".part");
    let written = copy(source, &part, watch).and_then(|()| {
        if hash(source)? != hash(&part)? {
            return Err(StoreError::Corrupt {
                detail: "the copy reads back otherwise than it was written".to_owned(),
            });
        }
        rename(&part, &target)?;
        sync_dir(dir)
    });
    if written.is_err() {
        // A stick that was pulled out takes its leftovers along; why it failed is what counts.
        drop(remove_if_there(&part));
    }
    written.map(|()| target)
}

fn hash(path: &Path) -> Result<blake3::Hash> {
    let mut file = fs::File::open(path).map_err(failed("read", path))?;
    let (mut hasher, mut chunk) = (blake3::Hasher::new(), vec![0; CHUNK_BYTES]);
    loop {
        let read = file.read(&mut chunk).map_err(failed("read", path))?;
        match chunk.get(..read) {
            Some(bytes) if !bytes.is_empty() => hasher.update(bytes),
            _ => return Ok(hasher.finalize()),
        };
    }
}
