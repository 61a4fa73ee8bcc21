//! What can go wrong with the file, with what was tried and the cure.

mod sqlite;

use std::fmt;
use std::path::PathBuf;

use keepalive_domain::ids::{ActId, EntityId};
use keepalive_domain::schema::Kind;
use thiserror::Error;

/// Result of the store's own operations.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Why a folder is no place for a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceRefusal {
    /// Kept in step with a cloud by this service: it copies the file while it is being written.
    CloudFolder(&'static str),
    /// On another machine: file locks do not hold there.
    NetworkDrive,
}

impl fmt::Display for PlaceRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CloudFolder(service) => {
                write!(f, "{service} copies files while they are being written, which breaks databases")
            }
            Self::NetworkDrive => {
                write!(f, "file locks do not hold on a network drive, which breaks databases")
            }
        }
    }
}

/// An operation on the database failed; nothing of it was kept.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The file was written by a newer Keepalive.
    #[error(
        "could not open {}: it was written by a newer Keepalive (format {found}, this one knows {known}); \
         update this Keepalive, nothing was changed", path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format this version knows.
        known: i64,
    },
    /// The file is no SQLite database.
    #[error("could not open {}: it is no Keepalive database; choose another file, this one was not touched", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The file is a database of another program.
    #[error(
        "could not open {}: it is another program's database; choose another file, this one was not touched",
        path.display()
    )]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The folder cannot be written.
    #[error("could not write in {}: {source}; choose another folder or ask for the right to write there", dir.display())]
    NotWritable {
        /// The folder.
        dir: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The folder is no place for a database.
    #[error("could not use {}: {reason}; keep the database on this computer's own disk and share it with the app instead", path.display())]
    Place {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: PlaceRefusal,
    },
    /// Another process holds the file.
    #[error("{} is in use by another Keepalive; close it and try again", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// No space left.
    #[error("could not save: the disk is full; free some space and try again, what was saved before is safe")]
    DiskFull,
    /// The drive, or the way to it, failed.
    #[error(
        "could not read or write the database: the drive did not answer ({detail}); check the drive and its \
         connection and try again, what was saved before is safe"
    )]
    Drive {
        /// What SQLite said.
        detail: String,
    },
    /// There was no memory left. Damage can ask for more than any machine has: a length in the file is believed first.
    #[error(
        "no memory was left for it ({detail}); close other programs and try again, and where that does not help, look \
         whether the database is damaged: run verify"
    )]
    NoMemory {
        /// What SQLite said.
        detail: String,
    },
    /// The file may not be written.
    #[error(
        "could not save: the database may only be read ({detail}); ask for the right to write it, \
         what was saved before is safe"
    )]
    ReadOnly {
        /// What SQLite said.
        detail: String,
    },
    /// The file is damaged.
    #[error("the database is damaged ({detail}); keep the file and restore the newest backup")]
    Corrupt {
        /// What was found.
        detail: String,
    },
    /// SQLite in this build is older than the first one that cannot corrupt a WAL.
    #[error("this build carries SQLite {found}, older than {needed}; rebuild with a newer one")]
    OldSqlite {
        /// Its version.
        found: String,
        /// The oldest one taken.
        needed: &'static str,
    },
    /// A change names a field its kind does not have.
    #[error("{kind} has no field \"{field}\"")]
    UnknownField {
        /// The kind.
        kind: Kind,
        /// The field.
        field: String,
    },
    /// A change calls a thing by another kind than it has.
    #[error("{entity} is a {is}, not a {claimed}")]
    KindMismatch {
        /// The thing.
        entity: EntityId,
        /// What it is.
        is: String,
        /// What the change said.
        claimed: Kind,
    },
    /// A thing that is not in this database.
    #[error("{entity} is not in this database")]
    NoSuchThing {
        /// The thing.
        entity: EntityId,
    },
    /// An act that cannot be undone or redone from where it stands.
    #[error("the act {act} cannot be {what} now")]
    NotUndoable {
        /// The act.
        act: ActId,
        /// `undone` or `redone`.
        what: &'static str,
    },
    /// The code inside a write panicked; everything it did was rolled back.
    #[error("an act failed inside ({detail}) and was rolled back; nothing was changed")]
    Panicked {
        /// The panic's message.
        detail: String,
    },
    /// The writer is gone: the store was closed.
    #[error("the database was closed while this was waiting; nothing was changed")]
    Closed,
    /// The file was exchanged and could not be opened again: nothing more is written until a new start.
    #[error(
        "could not open {} again after it was exchanged ({detail}); close Keepalive and start it again, \
         what was saved before is safe", path.display()
    )]
    NotReopened {
        /// The file.
        path: PathBuf,
        /// Why.
        detail: String,
    },
    /// The file is of an older format, and no copy of it could be written before that is changed.
    #[error(
        "could not open {}: an older Keepalive wrote it, and before its format is changed a copy is kept, which could \
         not be written ({source}); nothing was changed", path.display()
    )]
    NotCopied {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Box<Self>,
    },
    /// A text cannot be taken out because a newer version wrote beside it.
    #[error("could not take the text out: a newer Keepalive wrote about this {kind}; update this one first")]
    NotRedactable {
        /// The kind of thing.
        kind: String,
    },
    /// Somebody stopped it.
    #[error("stopped as asked; nothing was changed")]
    Cancelled,
    /// A file operation beside the database failed.
    #[error("could not {attempted} {}: {source}", path.display())]
    File {
        /// What was tried.
        attempted: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The log holds something that cannot be read.
    #[error("op {op_no} of the log cannot be read: {detail}; run verify")]
    UnreadableOp {
        /// Its place in this file.
        op_no: i64,
        /// What was wrong with it.
        detail: String,
    },
    /// Something else SQLite said.
    #[error("the database did not answer as expected: {0}")]
    Sqlite(rusqlite::Error),
}
