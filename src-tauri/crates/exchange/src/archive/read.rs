//! Reading an archive.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use keepalive_domain::header::Before;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{
    ArchiveError, ArchivedOp, FIRST, FOLLOWS, FORMAT, KIND, MANIFEST, Manifest, OPS, REDACTED, SAYS_BEFORE,
};

/// The largest manifest that is read: it is a few lines.
const MOST_MANIFEST_BYTES: u64 = 64 * 1024;

/// The largest header that is read: it is some 600 bytes.
const MOST_HEADER_BYTES: u32 = 64 * 1024;

/// The largest body that is read: an op holds 500 rows at most, and a text 100,000 characters at most.
const MOST_BODY_BYTES: u32 = 512 * 1024 * 1024;

/// An archive that was opened: its manifest is read, its ops are not.
pub struct Archive {
    zip: ZipArchive<BufReader<File>>,
    /// What it says of itself.
    pub manifest: Manifest,
}

/// Opens an archive.
///
/// # Errors
/// [`ArchiveError::NotAnArchive`], [`ArchiveError::Newer`] or [`ArchiveError::File`].
pub fn read(file: &Path) -> Result<Archive, ArchiveError> {
    let opened = File::open(file).map_err(|source| ArchiveError::File { attempted: "read", source })?;
    let mut zip = ZipArchive::new(BufReader::new(opened)).map_err(not_an_archive)?;
    let mut text = Vec::new();
    let entry = zip.by_name(MANIFEST).map_err(not_an_archive)?;
    entry.take(MOST_MANIFEST_BYTES).read_to_end(&mut text).map_err(ArchiveError::reading)?;
    let manifest: Manifest = serde_json::from_slice(&text)
        .map_err(|error| ArchiveError::NotAnArchive { detail: format!("{MANIFEST}: {error}") })?;
    if manifest.kind != KIND {
        return Err(ArchiveError::NotAnArchive { detail: format!("{MANIFEST} is about something else") });
    }
    if manifest.format > FORMAT {
        return Err(ArchiveError::Newer { found: manifest.format });
    }
    Ok(Archive { zip, manifest })
}

impl Archive {
    /// Hands every op over in order. Only after this returned without an error are they what the manifest says:
    /// whoever takes them keeps them only then.
    ///
    /// # Errors
    /// [`ArchiveError::Damaged`] or [`ArchiveError::File`], or the error of `take`.
    pub fn each_op<E: From<ArchiveError>>(
        &mut self,
        mut take: impl FnMut(ArchivedOp) -> Result<(), E>,
    ) -> Result<(), E> {
        let says_before = self.manifest.format >= SAYS_BEFORE;
        let entry = self.zip.by_name(OPS).map_err(not_an_archive)?;
        let mut ops = Hashed { inner: BufReader::new(entry), hasher: blake3::Hasher::new() };
        for _ in 0..self.manifest.ops {
            let before = if says_before { ops.before()? } else { Before::Newest };
            let header_bytes = ops.length()?;
            let header = ops.bytes(header_bytes, MOST_HEADER_BYTES)?;
            let body = match ops.length()? {
                REDACTED => None,
                body_bytes => Some(ops.bytes(body_bytes, MOST_BODY_BYTES)?),
            };
            take(ArchivedOp { before, header, body })?;
        }
        let mut more = [0];
        if ops.inner.read(&mut more).map_err(ArchiveError::reading)? > 0 {
            return Err(ArchiveError::damaged("it holds more than it says").into());
        }
        if ops.hasher.finalize().to_hex().as_str() != self.manifest.ops_hash {
            return Err(ArchiveError::damaged("its ops are not the ones it names").into());
        }
        Ok(())
    }
}

/// Reads and hashes.
struct Hashed<R> {
    inner: R,
    hasher: blake3::Hasher,
}

impl<R: Read> Hashed<R> {
    fn length(&mut self) -> Result<u32, ArchiveError> {
        self.exactly().map(u32::from_le_bytes)
    }

    fn before(&mut self) -> Result<Before, ArchiveError> {
        let [said] = self.exactly()?;
        match said {
            FIRST => Ok(Before::Nothing),
            FOLLOWS => self.exactly().map(Before::Op),
            _ => Err(ArchiveError::damaged("it does not say what stands before an op")),
        }
    }

    fn exactly<const N: usize>(&mut self) -> Result<[u8; N], ArchiveError> {
        let mut bytes = [0; N];
        self.inner.read_exact(&mut bytes).map_err(ArchiveError::reading)?;
        self.hasher.update(&bytes);
        Ok(bytes)
    }

    /// This many bytes. Memory grows with what is there, not with what a length claims.
    fn bytes(&mut self, length: u32, most: u32) -> Result<Vec<u8>, ArchiveError> {
        if length > most {
            return Err(ArchiveError::damaged(format!("an op of {length} bytes")));
        }
        let mut bytes = Vec::new();
        (&mut self.inner).take(u64::from(length)).read_to_end(&mut bytes).map_err(ArchiveError::reading)?;
        if bytes.len() as u64 != u64::from(length) {
            return Err(ArchiveError::damaged("it ends in the middle of an op"));
        }
        self.hasher.update(&bytes);
        Ok(bytes)
    }
}

fn not_an_archive(error: ZipError) -> ArchiveError {
    match error {
        ZipError::Io(source) if source.kind() != std::io::ErrorKind::UnexpectedEof => {
            ArchiveError::reading(source)
        }
        other => ArchiveError::NotAnArchive { detail: other.to_string() },
    }
}
