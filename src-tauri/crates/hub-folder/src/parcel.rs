//! Runs in one file that is carried by hand.
//!
//! Eight bytes that say what it is, the space, how many segments follow, and each segment with its length before it.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use keepalive_domain::ids::SpaceId;
use keepalive_seal::{SealError, SpaceKey, open_run, seal_run};
use keepalive_sync::Run;

use crate::error::{FolderError, failed};

/// What such a file begins with.
const MAGIC: &[u8; 8] = b"KplvBox1";

/// Bytes before the first segment.
const HEAD_BYTES: u64 = 8 + 16 + 4;

/// Writes a parcel.
pub struct ParcelWriter {
    file: BufWriter<tempfile::NamedTempFile>,
    path: PathBuf,
    key: SpaceKey,
    segments: u32,
}

impl ParcelWriter {
    /// Begins one beside where it will stand; an older file of that name stays until the new one is whole.
    ///
    /// # Errors
    /// [`FolderError::File`].
    pub fn begin(path: &Path, space: SpaceId, key: SpaceKey) -> Result<Self, FolderError> {
        let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = tempfile::NamedTempFile::new_in(dir).map_err(failed("write in", dir))?;
        let mut file = BufWriter::new(file);
        let head = [MAGIC.as_slice(), space.bytes(), &0_u32.to_le_bytes()].concat();
        file.write_all(&head).map_err(failed("write", path))?;
        Ok(Self { file, path: path.to_owned(), key, segments: 0 })
    }

    /// Adds a run.
    ///
    /// # Errors
    /// [`FolderError::File`] or [`FolderError::TooLarge`].
    pub fn add(&mut self, run: &Run) -> Result<(), FolderError> {
        let sealed = seal_run(&self.key, run)?;
        let length = u32::try_from(sealed.len()).map_err(|_| SealError::TooLarge)?;
        let written = self.file.write_all(&length.to_le_bytes()).and_then(|()| self.file.write_all(&sealed));
        written.map_err(failed("write", &self.path))?;
        self.segments += 1;
        Ok(())
    }

    /// Puts the file in its place, whole and on the disk.
    ///
    /// # Errors
    /// [`FolderError::File`]; an older file is then as it was.
    pub fn finish(self) -> Result<(), FolderError> {
        let Self { file, path, segments, .. } = self;
        let mut file = file.into_inner().map_err(|error| failed("write", &path)(error.into_error()))?;
        let counted = file
            .seek(SeekFrom::Start(HEAD_BYTES - 4))
            .and_then(|_| file.write_all(&segments.to_le_bytes()))
            .and_then(|()| file.as_file().sync_all());
        counted.map_err(failed("write", &path))?;
        file.persist(&path).map(drop).map_err(|error| failed("write", &path)(error.error))
    }
}

/// A parcel that was opened and found whole.
pub struct Parcel {
    file: BufReader<File>,
    path: PathBuf,
    key: SpaceKey,
    segments: u32,
    /// The space its desk writes in. Some of its runs may stand in one that it wrote in before it joined.
    pub space: SpaceId,
}

impl Parcel {
    /// Opens a parcel and looks through all of it, so that what is damaged is found before anything is taken in.
    ///
    /// # Errors
    /// [`FolderError::NotReadable`] or [`FolderError::File`].
    pub fn open(path: &Path, key: SpaceKey) -> Result<Self, FolderError> {
        let mut file = BufReader::new(File::open(path).map_err(failed("read", path))?);
        let not =
            |detail: &str| FolderError::NotReadable { path: path.to_owned(), detail: detail.to_owned() };
        let mut head = [0; 28];
        file.read_exact(&mut head).map_err(|_| not("it is no file of shared entries"))?;
        let (magic, rest) = head.split_at(8);
        let (space, count) = rest.split_at(16);
        if magic != MAGIC {
            return Err(not("it is no file of shared entries"));
        }
        let space = SpaceId::from_slice(space).ok_or_else(|| not("its space is no identity"))?;
        let segments = count.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte));
        let mut parcel = Self { file, path: path.to_owned(), key, segments, space };
        parcel.each_run(|_| Ok::<_, FolderError>(()))?;
        Ok(parcel)
    }

    /// Hands every run over, in order.
    ///
    /// # Errors
    /// [`FolderError::NotReadable`], or the error of `take`.
    pub fn each_run<E: From<FolderError>>(
        &mut self,
        mut take: impl FnMut(Run) -> Result<(), E>,
    ) -> Result<(), E> {
        let not =
            |detail: &str| FolderError::NotReadable { path: self.path.clone(), detail: detail.to_owned() };
        self.file.seek(SeekFrom::Start(HEAD_BYTES)).map_err(failed("read", &self.path))?;
        for _ in 0..self.segments {
            let mut length = [0; 4];
            self.file.read_exact(&mut length).map_err(|_| not("it ends too soon"))?;
            let length = u64::from(u32::from_le_bytes(length));
            let mut sealed = Vec::new();
            (&mut self.file).take(length).read_to_end(&mut sealed).map_err(failed("read", &self.path))?;
            if sealed.len() as u64 != length {
                return Err(not("it ends too soon").into());
            }
            let run = open_run(&self.key, &sealed)
                .ok_or_else(|| not("it is damaged, or was written with another key"))?;
            take(run)?;
        }
        Ok(())
    }
}
