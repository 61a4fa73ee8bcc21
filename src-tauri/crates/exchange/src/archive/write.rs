//! Writing an archive.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{ArchiveError, FIRST, FOLLOWS, FORMAT, KIND, MANIFEST, Manifest, OPS, REDACTED};

/// Takes one op: the hash of the op before it in its stream, unless it is the first; its header; and its body, unless
/// that was redacted.
pub type TakeOp<'a> = dyn FnMut(Option<[u8; 32]>, &[u8], Option<&[u8]>) -> Result<(), ArchiveError> + 'a;

/// Writes an archive; an older file of that name is replaced only once the new one is whole and on the disk. `give`
/// hands every op over in order.
///
/// # Errors
/// [`ArchiveError::File`], or the error of `give`; an older file is as it was.
pub fn write(
    file: &Path,
    space: Option<String>,
    give: impl FnOnce(&mut TakeOp<'_>) -> Result<u64, ArchiveError>,
) -> Result<Manifest, ArchiveError> {
    let folder = file.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut fresh = tempfile::NamedTempFile::new_in(folder).map_err(ArchiveError::writing)?;
    let manifest = write_entries(BufWriter::new(fresh.as_file_mut()), space, give)?;
    fresh.as_file().sync_all().map_err(ArchiveError::writing)?;
    fresh.persist(file).map_err(|error| ArchiveError::writing(error.error))?;
    Ok(manifest)
}

fn write_entries(
    target: impl Write + io::Seek,
    space: Option<String>,
    give: impl FnOnce(&mut TakeOp<'_>) -> Result<u64, ArchiveError>,
) -> Result<Manifest, ArchiveError> {
    let mut zip = ZipWriter::new(target);
    // A whole history may pass four gigabytes; who may read it is decided by the folder, not by the entry.
    let options = SimpleFileOptions::default().large_file(true);
    zip.start_file(OPS, options).map_err(|error| ArchiveError::writing(error.into()))?;
    let mut hasher = blake3::Hasher::new();
    let mut put = |bytes: &[u8]| {
        hasher.update(bytes);
        zip.write_all(bytes).map_err(ArchiveError::writing)
    };
    let ops = give(&mut |before, header, body| {
        match before {
            None => put(&[FIRST])?,
            Some(hash) => {
                put(&[FOLLOWS])?;
                put(&hash)?;
            }
        }
        put(&length(header)?.to_le_bytes())?;
        put(header)?;
        match body {
            None => put(&REDACTED.to_le_bytes()),
            Some(body) => {
                put(&length(body)?.to_le_bytes())?;
                put(body)
            }
        }
    })?;
    let manifest = Manifest {
        kind: KIND.to_owned(),
        format: FORMAT,
        space,
        ops,
        ops_hash: hasher.finalize().to_hex().to_string(),
    };
    zip.start_file(MANIFEST, options).map_err(|error| ArchiveError::writing(error.into()))?;
    let text = serde_json::to_vec_pretty(&manifest).map_err(|error| ArchiveError::writing(error.into()))?;
    zip.write_all(&text).map_err(ArchiveError::writing)?;
    let mut target = zip.finish().map_err(|error| ArchiveError::writing(error.into()))?;
    target.flush().map_err(ArchiveError::writing)?;
    Ok(manifest)
}

fn length(bytes: &[u8]) -> Result<u32, ArchiveError> {
    let length = u32::try_from(bytes.len()).ok().filter(|length| *length != REDACTED);
    length.ok_or_else(|| ArchiveError::writing(io::Error::other("an op of four gigabytes")))
}
