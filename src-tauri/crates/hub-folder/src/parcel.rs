//! Runs in one file that is carried by hand.
//!
//! Eight bytes that say what it is, the space, how many segments follow, and each segment with its length before it. The
//! last of the eight is the format: another one is a newer version's.

use std::fs::File;
use std::io::{BufReader, BufWriter, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use keepalive_domain::ids::SpaceId;
use keepalive_seal::{SealError, SpaceKey, epoch_of_run, open_run, seal_run};
use keepalive_sync::Run;

use crate::error::{FolderError, Unreadable, failed};

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
    /// The space that a parcel is of, as its first bytes say: enough to refuse another clinic's without its key.
    ///
    /// # Errors
    /// [`FolderError::NotReadable`] or [`FolderError::File`].
    pub fn space_of(path: &Path) -> Result<SpaceId, FolderError> {
        head_of(path).map(|(_, space, _)| space)
    }

    /// Opens a parcel and looks through all of it, so that what is damaged is found before anything is taken in.
    ///
    /// # Errors
    /// [`FolderError::NotReadable`] or [`FolderError::File`].
    pub fn open(path: &Path, key: SpaceKey) -> Result<Self, FolderError> {
        Self::open_looking(path, key, |_, _| Ok(()))
    }

    /// The same, showing each run to `look` with how many segments there are; what it refuses is not opened.
    ///
    /// # Errors
    /// As [`Parcel::open`], or the error of `look`.
    pub fn open_looking<E: From<FolderError>>(
        path: &Path,
        key: SpaceKey,
        mut look: impl FnMut(&Run, u32) -> Result<(), E>,
    ) -> Result<Self, E> {
        let (file, space, segments) = head_of(path)?;
        let mut parcel = Self { file, path: path.to_owned(), key, segments, space };
        parcel.each_run(|run| look(&run, segments))?;
        // The number of segments is not sealed: fewer than there are would look whole.
        let more = parcel.file.read(&mut [0]).map_err(failed("read", path))?;
        if more > 0 {
            return Err(not(path, Unreadable::NotWhole).into());
        }
        Ok(parcel)
    }

    /// How many segments it has.
    #[must_use]
    pub const fn segments(&self) -> u32 {
        self.segments
    }

    /// Hands every run over, in order.
    ///
    /// # Errors
    /// [`FolderError::NotReadable`], or the error of `take`.
    pub fn each_run<E: From<FolderError>>(
        &mut self,
        mut take: impl FnMut(Run) -> Result<(), E>,
    ) -> Result<(), E> {
        self.file.seek(SeekFrom::Start(HEAD_BYTES)).map_err(failed("read", &self.path))?;
        for _ in 0..self.segments {
            let mut length = [0; 4];
            self.file.read_exact(&mut length).map_err(short(&self.path))?;
            let length = u64::from(u32::from_le_bytes(length));
            let mut sealed = Vec::new();
            (&mut self.file).take(length).read_to_end(&mut sealed).map_err(failed("read", &self.path))?;
            if sealed.len() as u64 != length {
                return Err(not(&self.path, Unreadable::NotWhole).into());
            }
            let Some(run) = open_run(&self.key, &sealed) else {
                let later = epoch_of_run(&self.key, &sealed).is_some_and(|epoch| !self.key.knows(epoch));
                let why = if later { Unreadable::LaterKey } else { Unreadable::Damaged };
                return Err(not(&self.path, why).into());
            };
            take(run)?;
        }
        Ok(())
    }
}

/// Opens a file and reads its head: the file behind it, the space and how many segments follow.
fn head_of(path: &Path) -> Result<(BufReader<File>, SpaceId, u32), FolderError> {
    let mut file = BufReader::new(File::open(path).map_err(failed("read", path))?);
    let mut head = Vec::new();
    (&mut file).take(HEAD_BYTES).read_to_end(&mut head).map_err(failed("read", path))?;
    let something_else = || not(path, Unreadable::SomethingElse);
    let (magic, rest) = head.split_at_checked(MAGIC.len()).ok_or_else(something_else)?;
    if magic != MAGIC {
        let is_newer = magic[..MAGIC.len() - 1] == MAGIC[..MAGIC.len() - 1];
        return Err(not(path, if is_newer { Unreadable::Newer } else { Unreadable::SomethingElse }));
    }
    let (space, count) = rest.split_at_checked(16).ok_or_else(|| not(path, Unreadable::NotWhole))?;
    let space = SpaceId::from_slice(space).ok_or_else(|| not(path, Unreadable::Damaged))?;
    let count = count.try_into().map_err(|_| not(path, Unreadable::NotWhole))?;
    Ok((file, space, u32::from_le_bytes(count)))
}

fn not(path: &Path, why: Unreadable) -> FolderError {
    FolderError::NotReadable { path: path.to_owned(), why }
}

/// A file that ends where more was said to follow is not whole; what else failed is the disk's.
fn short(path: &Path) -> impl Fn(std::io::Error) -> FolderError + '_ {
    move |error| match error.kind() {
        ErrorKind::UnexpectedEof => not(path, Unreadable::NotWhole),
        _ => failed("read", path)(error),
    }
}
