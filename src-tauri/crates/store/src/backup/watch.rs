//! Long work, watched and cancelled from another thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::error::{Result, StoreError};

/// How far some long work has come, and whether somebody wants it to stop. Shared by cloning.
#[derive(Debug, Clone, Default)]
pub struct Watch(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    done: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
}

impl Watch {
    /// Units done and units in all (bytes or ops); the total is 0 while it is not known.
    #[must_use]
    pub fn progress(&self) -> (u64, u64) {
        (self.0.done.load(Ordering::Relaxed), self.0.total.load(Ordering::Relaxed))
    }

    /// Asks the work to stop; it ends in [`StoreError::Cancelled`] and leaves nothing behind.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked the work to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    /// Says how far the work is.
    pub fn tell(&self, done: u64, total: u64) {
        self.0.done.store(done, Ordering::Relaxed);
        self.0.total.store(total, Ordering::Relaxed);
    }

    /// Whether the two watch the same work.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Ends the work where somebody asked it to stop.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`] then.
    pub fn go_on(&self) -> Result<()> {
        if self.is_cancelled() { Err(StoreError::Cancelled) } else { Ok(()) }
    }
}

/// A long work that goes one by one: each step is told, and the work ends where somebody asked it to stop.
#[derive(Debug)]
pub struct Steps<'w> {
    watch: &'w Watch,
    done: u64,
    total: u64,
}

impl<'w> Steps<'w> {
    /// So many in all.
    #[must_use]
    pub fn of(watch: &'w Watch, total: u64) -> Self {
        Self { watch, done: 0, total }
    }

    /// One more.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`] where somebody asked the work to stop.
    pub fn one(&mut self) -> Result<()> {
        self.watch.go_on()?;
        self.done += 1;
        self.watch.tell(self.done, self.total);
        Ok(())
    }
}
