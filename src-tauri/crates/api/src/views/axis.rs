//! Which system's axis a view stands on, and the figures of the day it looks at.

use std::sync::Arc;

use keepalive_store::read::SystemRow;

use super::{day_asked_for, live_on};
use crate::figures::Snapshot;
use crate::types::{Day, Id};
use crate::{ApiError, ApiResult, App};

/// A day's figures and the system chosen of them.
pub(super) struct Axis {
    pub(super) snapshot: Arc<Snapshot>,
    /// By go-live and key, newest first.
    pub(super) systems: Vec<SystemRow>,
    /// The system asked for, else the one live on the day; `None` where the clinic has none.
    pub(super) chosen: Option<SystemRow>,
}

impl App {
    /// The figures as of a day, today if absent, and the system asked for.
    ///
    /// # Errors
    /// A system that is not here, a day out of range, or the database cannot be read.
    pub(super) fn axis(&self, system: Option<Id>, as_of: Option<Day>) -> ApiResult<Axis> {
        let open = self.current();
        let (today, systems) =
            open.store.read(|read| -> ApiResult<_> { Ok((self.moment(read)?.today, read.systems()?)) })?;
        let as_of = day_asked_for(as_of, today)?;
        let snapshot = if as_of == today {
            open.figures.as_of(&open.store, as_of)?
        } else {
            Arc::new(open.figures.afresh(&open.store, as_of)?)
        };
        let chosen = match system {
            Some(id) => {
                let found = systems.iter().find(|system| system.id == id.0);
                Some(found.ok_or_else(|| ApiError::not_found("system").about("system"))?)
            }
            None => live_on(&systems, as_of),
        };
        let chosen = chosen.cloned();
        Ok(Axis { snapshot, systems, chosen })
    }
}
