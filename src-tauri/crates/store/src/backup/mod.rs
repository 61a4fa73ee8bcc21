//! Copies of the database: written and checked, looked into, thinned, tried out, and put in its place.
//!
//! A copy is a whole database under a name with its instant in it, `keepalive-20261123-093000.db`. It gets that name
//! only once it was opened, checked and synced, so that whatever has such a name is good. [`thin`] says which copies
//! are not needed any more, [`exchange`] puts one in the database's place, and the database it replaces is kept: beside
//! it, thinned by the same rule, the newest of each reason never.

mod aside;
mod before;
mod copy;
mod drill;
mod exchange;
mod files;
mod folder;
mod look;
mod salvage;
mod second;
mod stage;
mod thin;
mod watch;

pub use aside::{kept_aside, remove_aside};
pub use drill::{Drill, drill};
pub use folder::{BackupCopy, Head, copies, newest_copy};
pub use look::{EntryLook, Look};
pub use salvage::{Salvage, salvage};
pub use second::copy_to;
pub use stage::discard_stale_staging;
pub use thin::superfluous;
pub use watch::{Steps, Watch};

pub(crate) use aside::set_aside;
pub(crate) use before::{before_deriving, before_migrating};
pub(crate) use copy::{head, write_copy};
pub(crate) use exchange::{finish_begun, put_in_place};
pub(crate) use look::look;
pub(crate) use stage::{StreamAfter, stage};
