//! SQLite: the op log, what is derived from it, search, undo and verification.
//!
//! Start at [`Store`]: it opens a file and hands out one [`Write`] at a time and any number of [`Read`]s. An
//! act of a person goes in as an [`ActDraft`] and becomes one op (or a group of ops); everything else in the
//! file follows from the ops (docs/architecture.md, "One truth: the op log").

mod apply;
mod backup;
mod clearing;
mod connection;
mod derive;
mod digest;
mod entity;
mod error;
mod facts;
mod lock;
mod log;
pub mod patience;
mod place;
pub mod read;
mod reader;
mod rebuild;
mod reopen;
mod reserve;
mod search;
mod sharing;
mod store;
mod tables;
mod verify;
mod write;
mod writer;

/// The version of the SQLite inside.
#[must_use]
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

pub use backup::{
    BackupCopy, Drill, EntryLook, Head, Look, Salvage, Steps, Watch, copies, copy_to, discard_stale_staging,
    drill, kept_aside, newest_copy, remove_aside, salvage, superfluous,
};
pub use derive::numbers::is_number;
pub use entity::EntityNo;
pub use error::{PlaceRefusal, Result, StoreError};
pub use facts::ClinicFacts;
pub use reader::Read;
pub use sharing::{
    AsideCount, AsideEntry, AsideThing, AsideWeight, ForeignOp, HeardDesk, TwoValues, UnvouchedOps, ValueOf,
};
pub use store::{BACKUP_FOLDER, OpenOptions, Replaced, Store};
pub use verify::{Fault, Progress, VerifyReport, VerifyStep};
pub use write::{
    ActDraft, Committed, Held, LeftAlone, LogSpan, OnScreen, Part, Parts, REMOVED, Redacted, Thing, Undone,
    Write, holds_text,
};
