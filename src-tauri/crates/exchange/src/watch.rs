//! An import being watched: how far it is, and whether it is still wanted.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use keepalive_domain::facts::Day;

use crate::problem::ImportError;

/// Shared between the import and whoever looks on. Counts lines, not time.
#[derive(Debug, Default)]
pub struct Watch {
    lines: AtomicU64,
    stop: AtomicBool,
}

impl Watch {
    /// Lines taken so far, over all files.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.lines.load(Ordering::Relaxed)
    }

    /// Asks the import to end at its next line. Nothing of it is kept then.
    pub fn cancel(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// One more line, unless the import is no longer wanted.
    pub(crate) fn one_more(&self) -> Result<(), ImportError> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(ImportError::Cancelled);
        }
        self.lines.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

/// How an import is to be taken.
#[derive(Debug, Clone, Copy)]
pub struct Taking<'w> {
    /// The clinic's day.
    pub today: Day,
    /// Whether lines with something wrong are left out instead of stopping the whole import.
    pub leave_out: bool,
    /// Whether the file's value is taken where somebody set another by hand since an import.
    pub take_corrected: bool,
    /// Who looks on.
    pub watch: &'w Watch,
}
