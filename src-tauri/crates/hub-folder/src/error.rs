//! What can go wrong, with the cure.

use std::path::PathBuf;

use keepalive_domain::ids::SpaceId;
use keepalive_seal::SealError;
use thiserror::Error;

/// A shared folder or file could not be used. The record is as it was.
#[derive(Debug, Error)]
pub enum FolderError {
    /// The folder is not there, or is another one than the one that is known.
    #[error(
        "{} is not the shared folder of this clinic ({detail}); nothing was changed. Is the drive connected?",
        dir.display()
    )]
    NotTheFolder {
        /// The folder.
        dir: PathBuf,
        /// What was found instead.
        detail: String,
    },
    /// The folder, or file, was written by a newer version.
    #[error("{} was written by a newer Keepalive (format {found}, this one knows {known}); update this one", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format this version knows.
        known: u32,
    },
    /// A file that is carried by hand cannot be read.
    #[error("{} cannot be read ({why}); nothing was changed", path.display())]
    NotReadable {
        /// The file.
        path: PathBuf,
        /// Why.
        why: Unreadable,
    },
    /// It holds another clinic's record.
    #[error(
        "it holds the record of another clinic or desk group ({found}, here it is {here}); nothing was changed"
    )]
    OtherSpace {
        /// Its space.
        found: SpaceId,
        /// The space here.
        here: SpaceId,
    },
    /// What stands there was sealed with another key than this desk's.
    #[error("{} is shared with another key than this desk's; nothing was changed", dir.display())]
    OtherKey {
        /// The folder.
        dir: PathBuf,
    },
    /// Something could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The disk or the network failed.
    #[error("could not {attempted} {}: {source}", path.display())]
    File {
        /// What was tried.
        attempted: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Why a file that is carried by hand cannot be read: what is to be done differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// It is something else.
    #[error("it is no file of shared entries")]
    SomethingElse,
    /// A newer version writes such files in another way.
    #[error("a newer Keepalive wrote it; update this one")]
    Newer,
    /// Some of it is missing, or there is more than it says.
    #[error("it is not whole")]
    NotWhole,
    /// A part of it does not open, though the key of its time is here.
    #[error("it is damaged, or was written with another key")]
    Damaged,
    /// The clinic goes on with a key that is not here.
    #[error("it was written with a later key of the clinic than this one")]
    LaterKey,
}

/// Gives an error of the system what was tried.
pub(crate) fn failed<'p>(
    attempted: &'static str,
    path: &'p std::path::Path,
) -> impl Fn(std::io::Error) -> FolderError + 'p {
    move |source| FolderError::File { attempted, path: path.to_owned(), source }
}
