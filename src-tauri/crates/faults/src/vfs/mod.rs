//! SQLite's own file layer with a person in between: every call can be written down, and any can be made to fail.
//!
//! The system's file layer does the work. Its files keep their memory; only their table of methods is exchanged for
//! one of `methods`, which looks the real one up, notes the call, and passes it on.
#![expect(unsafe_code, reason = "SQLite's file layer is a C interface")]

mod methods;
mod watch;

use std::ffi::{CStr, c_int};
use std::ptr;

use rusqlite::ffi::{self, SQLITE_OK, sqlite3_vfs};

use self::methods::{delete, open};
use self::watch::with;
pub use self::watch::{Event, Failure, acknowledge, calm, fail, record, recorded};

/// The name of the layer in between.
const NAME: &CStr = c"keepalive-faults";

/// Puts the layer in between for every database opened from now on in this process.
///
/// # Errors
/// SQLite does not take it.
pub fn install() -> anyhow::Result<()> {
    let known = with(|state| state.real);
    if known != 0 {
        return register(own(), true);
    }
    // SAFETY: without a name SQLite answers its default layer, which lives as long as the process.
    let real = unsafe { ffi::sqlite3_vfs_find(ptr::null()) };
    anyhow::ensure!(!real.is_null(), "SQLite has no file layer");
    // SAFETY: it is not null, valid, and copied field by field; the copy's functions get the real one's data.
    let mut ours = unsafe { *real };
    ours.zName = NAME.as_ptr();
    ours.pNext = ptr::null_mut();
    ours.xOpen = Some(open);
    ours.xDelete = Some(delete);
    // Registered for good: SQLite keeps the address.
    let ours: &'static mut sqlite3_vfs = Box::leak(Box::new(ours));
    with(|state| state.real = real as usize);
    register(ours, true)
}

/// Lets the system's own layer open what is opened from now on; files already open stay watched.
///
/// # Errors
/// SQLite does not take it.
pub fn step_aside() -> anyhow::Result<()> {
    let real = with(|state| state.real) as *mut sqlite3_vfs;
    anyhow::ensure!(!real.is_null(), "nothing is in between");
    register(real, true)
}

fn own() -> *mut sqlite3_vfs {
    // SAFETY: the name is a C string that lives as long as the program.
    unsafe { ffi::sqlite3_vfs_find(NAME.as_ptr()) }
}

fn register(vfs: *mut sqlite3_vfs, default: bool) -> anyhow::Result<()> {
    // SAFETY: the layer is valid and lives as long as the process.
    let done = unsafe { ffi::sqlite3_vfs_register(vfs, c_int::from(default)) };
    anyhow::ensure!(done == SQLITE_OK, "SQLite refused a file layer: {done}");
    Ok(())
}
