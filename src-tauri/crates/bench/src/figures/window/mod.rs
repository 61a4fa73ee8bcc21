//! The app's own window, driven: what people wait for on the screen.

use std::path::Path;
use std::sync::Arc;

use keepalive_api::{App, SystemWorld};
use keepalive_store::OpenOptions;
use rusqlite::{Connection, OpenFlags};

mod driven;
mod programs;

pub(crate) mod borders;
pub(crate) mod memory;
pub(crate) mod scroll;
pub(crate) mod search;
pub(crate) mod shortcut;

pub(crate) use driven::Driven;
pub(crate) use programs::{Programs, Running};

/// Milliseconds of a frame at 60 a second.
pub(crate) const FRAME_MS: f64 = 1_000.0 / 60.0;

/// The same file in the app and bare, for what is asked of both.
///
/// # Errors
/// It cannot be opened.
fn ours_and_bare(path: &Path) -> anyhow::Result<(App, Connection)> {
    let options = OpenOptions { any_place: true, ..OpenOptions::default() };
    let app = App::open_with(path, Arc::new(SystemWorld::default()), options)?;
    Ok((app, Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?))
}
