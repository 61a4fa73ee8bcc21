//! Long work: seen and stopped from another thread.

use std::sync::{Mutex, PoisonError};

use keepalive_store::Watch;

use crate::types::{Nothing, Work, WorkKind, WorkView};
use crate::{ApiResult, App};

/// The long works going on, the one begun last at the end.
#[derive(Debug, Default)]
pub(crate) struct Works(Mutex<Vec<(WorkKind, Watch)>>);

impl Works {
    /// Runs `f` as a long work that can be watched and cancelled.
    pub(crate) fn run<T>(&self, kind: WorkKind, f: impl FnOnce(&Watch) -> T) -> T {
        let watch = Watch::default();
        self.list().push((kind, watch.clone()));
        let _ended = Ended { works: self, watch: &watch };
        f(&watch)
    }

    fn list(&self) -> std::sync::MutexGuard<'_, Vec<(WorkKind, Watch)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes a work off the list whatever happens.
struct Ended<'w> {
    works: &'w Works,
    watch: &'w Watch,
}

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.works.list().retain(|(_, watch)| !watch.is(self.watch));
    }
}

impl App {
    /// Long work that goes on now.
    ///
    /// # Errors
    /// None.
    pub fn work(&self, _input: Nothing) -> ApiResult<WorkView> {
        let work = self.works.list().last().map(|(kind, watch)| {
            let (done, total) = watch.progress();
            Work { kind: *kind, done, total }
        });
        Ok(WorkView { work })
    }

    /// Asks the long work begun last to stop; it ends as a refusal with nothing changed.
    ///
    /// # Errors
    /// None.
    pub fn work_cancel(&self, _input: Nothing) -> ApiResult<WorkView> {
        if let Some((_, watch)) = self.works.list().last() {
            watch.cancel();
        }
        self.work(Nothing {})
    }
}
