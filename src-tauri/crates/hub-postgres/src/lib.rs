//! A PostgreSQL database as a hub.
//!
//! Each desk has a login role of its own and appends to streams of its own. The engine itself refuses holes, wrong
//! chains, others' streams, other clinics' rows and every edit (`schema.sql`). What ops say is sealed: whoever runs the
//! server sees who wrote how much and when, and not what.
//!
//! A stream is one chain here. A restored desk whose copy forks is told by [`Pushed::Refused`], hears the rest of its
//! own stream and goes on in another one.
//!
//! [`Pushed::Refused`]: keepalive_sync::Pushed::Refused

mod access;
mod admin;
mod append;
mod check;
mod error;
mod heard;
mod hub;
mod key_files;
mod mailbox;
mod rows;
mod server;
mod session;
mod sheets;
mod standing;

pub use access::{Access, AccessFile};
pub use admin::{Admin, NewDevice};
pub use check::Fault;
pub use error::PostgresError;
pub use hub::{Connected, PostgresHub};
pub use mailbox::LaidInvite;
pub use server::Server;
pub use standing::{DeviceStanding, Standing};

/// The format of the tables that this version makes, and the newest it reads.
pub(crate) const FORMAT: i32 = 1;
