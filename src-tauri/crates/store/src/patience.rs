//! Trying again what another program keeps from working for a moment.

use std::io;
use std::time::{Duration, Instant};

/// How long a file held by another program (a virus scanner, an indexer) is waited for (docs/faults.md, row 9).
pub const PATIENCE: Duration = Duration::from_secs(10);

/// How long to wait before the first new try; doubled each time.
pub const FIRST_WAIT: Duration = Duration::from_millis(20);

/// Tries again with growing pauses, for as long as `patience` lasts and the failure is one that may pass.
///
/// # Errors
/// That of the last try.
pub fn patiently<T, E>(
    patience: Duration,
    may_pass: impl Fn(&E) -> bool,
    mut attempt: impl FnMut() -> Result<T, E>,
) -> Result<T, E> {
    let (until, mut wait) = (Instant::now() + patience, FIRST_WAIT);
    loop {
        match attempt() {
            Err(error) if may_pass(&error) && Instant::now() + wait < until => {
                std::thread::sleep(wait);
                wait *= 2;
            }
            other => return other,
        }
    }
}

/// Whether another program holds the file just now: Windows' "access denied" (5), "sharing violation" (32) and
/// "lock violation" (33). Elsewhere nobody can hold a file against its owner.
#[must_use]
pub fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}
