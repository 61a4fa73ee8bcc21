//! What is known of the calls: which files are open, what happened to them, and which call is to fail.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::ffi::sqlite3_io_methods;

/// One thing that happened to a file, in order.
#[derive(Debug, Clone)]
pub enum Event {
    /// Bytes were written.
    Write {
        /// The file.
        file: PathBuf,
        /// Where.
        at: usize,
        /// What.
        bytes: Vec<u8>,
    },
    /// The file was cut.
    Truncate {
        /// The file.
        file: PathBuf,
        /// To this length.
        length: usize,
    },
    /// What was written is on the disk.
    Sync {
        /// The file.
        file: PathBuf,
    },
    /// The file was deleted.
    Delete {
        /// The file.
        file: PathBuf,
        /// Its folder was synced, too.
        synced: bool,
    },
    /// The product said that this many acts are safe.
    Acknowledged(u64),
}

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The disk is full; only what makes files longer can fail so.
    Full,
    /// The drive does not answer.
    Io,
    /// Half is written, then the disk is full.
    Short,
}

/// What a call does to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    Open,
    Read,
    Write,
    Truncate,
    Sync,
    Delete,
    Share,
}

/// A call that is to fail.
struct Armed {
    /// Calls until then.
    left: u64,
    how: Failure,
    /// It has failed.
    hit: bool,
}

/// An open file: the real methods and where it is.
#[derive(Clone)]
pub(super) struct Real {
    pub(super) methods: &'static sqlite3_io_methods,
    pub(super) path: PathBuf,
}

#[derive(Default)]
pub(super) struct State {
    /// The real layer's address.
    pub(super) real: usize,
    pub(super) files: HashMap<usize, Real>,
    log: Option<Vec<Event>>,
    armed: Option<Armed>,
}

static STATE: Mutex<Option<State>> = Mutex::new(None);

fn state() -> MutexGuard<'static, Option<State>> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn with<T>(use_it: impl FnOnce(&mut State) -> T) -> T {
    use_it(state().get_or_insert_with(State::default))
}

/// Begins to write down what happens.
pub fn record() {
    with(|state| state.log = Some(Vec::new()));
}

/// Notes that this many acts are acknowledged.
pub fn acknowledge(acts: u64) {
    note(|| Event::Acknowledged(acts));
}

/// What happened since [`record`].
#[must_use]
pub fn recorded() -> Vec<Event> {
    with(|state| state.log.take()).unwrap_or_default()
}

/// Lets the `nth` call from now on fail, once; the first is 0.
pub fn fail(nth: u64, how: Failure) {
    with(|state| state.armed = Some(Armed { left: nth, how, hit: false }));
}

/// Lets nothing fail any more; answers whether something did.
pub fn calm() -> bool {
    with(|state| state.armed.take()).is_some_and(|armed| armed.hit)
}

pub(super) fn note(event: impl FnOnce() -> Event) {
    with(|state| {
        if let Some(log) = &mut state.log {
            log.push(event());
        }
    });
}

/// Whether this call is the one that fails, and how.
pub(super) fn fails(call: Call) -> Option<Failure> {
    with(|state| {
        let armed = state.armed.as_mut()?;
        let can = match armed.how {
            Failure::Full => matches!(call, Call::Write | Call::Share),
            Failure::Short => call == Call::Write,
            Failure::Io => true,
        };
        if armed.hit || !can {
            return None;
        }
        if armed.left > 0 {
            armed.left -= 1;
            return None;
        }
        armed.hit = true;
        Some(armed.how)
    })
}
