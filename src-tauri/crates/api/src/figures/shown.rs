//! What a page was shown of a day's figures, kept as long as these figures stand.
//!
//! Whatever the Friction view reads (systems, areas, events, names of workarounds) is of a kind that counts: a change
//! of it makes another [`Snapshot`](super::Snapshot), which begins with nothing shown. So does another day.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use keepalive_domain::ids::EntityId;
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
    /// Names of requests and workarounds, as far as they were asked for.
    names: Mutex<BTreeMap<EntityId, String>>,
    /// Newest last.
    friction: Mutex<Vec<(FrictionInput, Arc<FrictionView>)>>,
}

impl Shown {
    /// For a snapshot that differs from this one in these requests and workarounds alone.
    pub(super) fn after_a_change_of(&self, items: &BTreeSet<EntityId>) -> Self {
        let mut names = self.known_names().clone();
        names.retain(|id, _| !items.contains(id));
        Self { landmarks: self.landmarks.clone(), names: Mutex::new(names), friction: Mutex::default() }
    }

    /// What these requests and workarounds are called, each read once; unknown ones are left out.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(crate) fn names(
        &self,
        store: &Store,
        items: impl Iterator<Item = EntityId>,
    ) -> ApiResult<BTreeMap<EntityId, String>> {
        let mut names = BTreeMap::new();
        let mut unknown = BTreeSet::new();
        {
            let known = self.known_names();
            for id in items {
                match known.get(&id) {
                    Some(name) => drop(names.insert(id, name.clone())),
                    None => drop(unknown.insert(id)),
                }
            }
        }
        if !unknown.is_empty() {
            let read = store.read(|read| read.names_of(&unknown))?;
            self.known_names().extend(read.clone());
            names.extend(read);
        }
        Ok(names)
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

    fn known_names(&self) -> MutexGuard<'_, BTreeMap<EntityId, String>> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn views(&self) -> MutexGuard<'_, Vec<(FrictionInput, Arc<FrictionView>)>> {
        self.friction.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
