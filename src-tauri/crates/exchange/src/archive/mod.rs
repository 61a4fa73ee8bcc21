//! The lossless archive: the exact bytes of every op, so that an empty app reads the whole history back.
//!
//! A .zip of two entries. `ops.bin` holds, for each op in the order in which it came, what stands before it in its
//! stream (a byte of 0 for nothing, or one of 1 and the 32 bytes of that op's hash), the length of its header (four
//! bytes, little endian), the header, the length of its body and the body; a length of `0xffff_ffff` is a body that
//! was redacted. `manifest.json` says the format, the space, how many ops there are, and the blake3 hash of
//! `ops.bin`. Headers and bodies are JSON (docs/architecture.md, "One truth: the op log").
//!
//! Format 1 did not say what stands before an op. That follows from the order where no stream parts in two, and only
//! such histories were written; it is read all the same.

mod read;
mod write;

use keepalive_domain::header::Before;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use read::{Archive, read};
pub use write::{TakeOp, write};

use crate::known::KnownError;

/// The format this version writes and the newest it reads.
pub const FORMAT: u32 = 2;

/// The first format that says what stands before an op.
const SAYS_BEFORE: u32 = 2;

/// The entry that says what the archive is.
const MANIFEST: &str = "manifest.json";

/// The entry that holds the ops.
const OPS: &str = "ops.bin";

/// Stands for the length of a body that was redacted.
const REDACTED: u32 = u32::MAX;

/// The byte before an op that is the first of its stream.
const FIRST: u8 = 0;

/// The byte before the hash of the op that stands before another.
const FOLLOWS: u8 = 1;

/// An op as it stands in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchivedOp {
    /// What stands before it in its stream.
    pub before: Before,
    /// The exact bytes of its header.
    pub header: Vec<u8>,
    /// Those of its body; `None` if it was redacted.
    pub body: Option<Vec<u8>>,
}

/// What an archive says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// What kind of file this is: `keepalive archive`.
    pub kind: String,
    /// Its format.
    pub format: u32,
    /// The space its installation wrote in; absent before its first act.
    pub space: Option<String>,
    /// How many ops it holds.
    pub ops: u64,
    /// blake3 of `ops.bin`, in hexadecimal.
    pub ops_hash: String,
}

/// What [`Manifest::kind`] says.
const KIND: &str = "keepalive archive";

/// Why an archive was not written or not read.
#[derive(Debug, Error)]
pub enum ArchiveError {
    /// The file is no archive of ours.
    #[error("this is no Keepalive archive ({detail}); nothing was changed")]
    NotAnArchive {
        /// What is missing.
        detail: String,
    },
    /// The archive was written by a newer version.
    #[error(
        "this archive was written by a newer Keepalive (format {found}, this one knows {FORMAT}); update this one"
    )]
    Newer {
        /// Its format.
        found: u32,
    },
    /// Its bytes are not what its manifest says.
    #[error("this archive is damaged ({detail}); nothing was changed, take another copy of it")]
    Damaged {
        /// What was found.
        detail: String,
    },
    /// It could not be read or written.
    #[error("could not {attempted} the archive: {source}")]
    File {
        /// `read` or `write`.
        attempted: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// Whoever gives or takes the ops failed.
    #[error("{0}")]
    Record(KnownError),
}

impl ArchiveError {
    fn damaged(detail: impl Into<String>) -> Self {
        Self::Damaged { detail: detail.into() }
    }

    fn reading(source: std::io::Error) -> Self {
        match source.kind() {
            // The .zip's own check sums, and entries that end too soon.
            std::io::ErrorKind::InvalidData
            | std::io::ErrorKind::UnexpectedEof
            | std::io::ErrorKind::InvalidInput => Self::damaged(source.to_string()),
            _ => Self::File { attempted: "read", source },
        }
    }

    fn writing(source: std::io::Error) -> Self {
        Self::File { attempted: "write", source }
    }
}
