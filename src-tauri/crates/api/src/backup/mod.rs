//! Backups: when they are due, where they go, and how one comes back.
//!
//! Copies of the clinic's own file stand in `backups` beside it and, if the clinic chose one, in a second place. The
//! [`keeper`] writes them while the app is open; what it found is kept with this computer's settings, never in the
//! log. The sample clinic is made up and not backed up.

mod due;
mod keep;
mod keeper;
mod remembered;
mod rescue;
mod restore;
mod second;
mod view;

pub use keeper::Keeper;
pub use rescue::Rescue;

pub(crate) use remembered::BackupMemory;
pub(crate) use view::newest_ms;

pub use keepalive_store::BACKUP_FOLDER as FOLDER_NAME;
