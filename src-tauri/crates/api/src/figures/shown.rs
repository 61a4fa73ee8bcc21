//! What a page was shown of a day's figures, kept as long as these figures stand.
//!
//! Whatever the Friction view reads (systems, areas, events, names of workarounds) is of a kind that counts: a change
//! of it makes another [`Snapshot`](super::Snapshot), which begins with nothing shown. So does another day.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use keepalive_store::Store;
use keepalive_store::read::{AreaName, EventRow};

use crate::ApiResult;
use crate::types::{FrictionInput, FrictionView};

/// Ways of looking kept at once: both themes, a few parts and months of one screen.
const MOST_VIEWS: usize = 8;

/// The clinic's areas and what happened in it. No act on one request or workaround changes them.
pub(crate) struct Landmarks {
    pub(crate) areas: Vec<AreaName>,
    pub(crate) events: Vec<EventRow>,
}

/// What was read and drawn for one snapshot.
#[derive(Default)]
pub(crate) struct Shown {
    landmarks: OnceLock<Arc<Landmarks>>,
    /// Newest last.
    friction: Mutex<Vec<(FrictionInput, Arc<FrictionView>)>>,
}

impl Shown {
    /// For a snapshot that differs from this one in some requests and workarounds alone.
    pub(super) fn after_items_changed(&self) -> Self {
        Self { landmarks: self.landmarks.clone(), friction: Mutex::default() }
    }

    /// The landmarks, read once.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(crate) fn landmarks(&self, store: &Store) -> ApiResult<Arc<Landmarks>> {
        if let Some(known) = self.landmarks.get() {
            return Ok(Arc::clone(known));
        }
        let read = store.read(|read| -> ApiResult<_> {
            Ok(Landmarks { areas: read.area_names()?, events: read.events()? })
        })?;
        Ok(Arc::clone(self.landmarks.get_or_init(|| Arc::new(read))))
    }

    /// The Friction view that was made when exactly this was asked before.
    pub(crate) fn friction(&self, asked: &FrictionInput) -> Option<Arc<FrictionView>> {
        self.views().iter().find(|(known, _)| known == asked).map(|(_, view)| Arc::clone(view))
    }

    /// Keeps a Friction view.
    pub(crate) fn keep_friction(&self, asked: FrictionInput, view: &FrictionView) {
        let mut views = self.views();
        if views.len() >= MOST_VIEWS {
            views.remove(0);
        }
        views.push((asked, Arc::new(view.clone())));
    }

    fn views(&self) -> MutexGuard<'_, Vec<(FrictionInput, Arc<FrictionView>)>> {
        self.friction.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
