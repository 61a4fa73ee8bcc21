//! Figures kept ready, so that no keystroke waits for them.
//!
//! The clinic's facts stay in memory. After a write that touched requests and workarounds alone (the usual ones: "it
//! happened again", an owner given, a state set) only those are read again; after anything else the facts are read
//! anew. Hours of the other workarounds are kept pieces, and [`hours_series`] adds them in list order: the served series is
//! bit-equal to one computed afresh. What a page was shown stands until the next such write ([`shown`]).
//!
//! [`hours_series`]: keepalive_measures::hours_lost::hours_series

mod charted;
mod cost;
mod month;
mod of_part;
mod part;
mod read_again;
mod shown;
mod snapshot;
mod system;
mod vendor;
mod week;
mod weekly;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_store::{ClinicFacts, Committed, Store};

pub(crate) use charted::{Charted, ChartedClock, ChartedMonth};
pub(crate) use month::MonthFigures;
pub(crate) use part::Part;
pub(crate) use snapshot::Snapshot;
pub(crate) use system::SystemFigures;
pub(crate) use vendor::VendorSide;
pub(crate) use weekly::WeeklyFigures;

use read_again::{Things, with_things};

use crate::ApiResult;
use crate::types::Day;

/// The figures of one open database.
#[derive(Default)]
pub(crate) struct Figures {
    /// What has to be read again before the next question. Apart from what is kept, so that a write never waits
    /// for figures being computed.
    stale: Mutex<Behind>,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    facts: Option<Arc<ClinicFacts>>,
    snapshot: Option<Arc<Snapshot>>,
}

/// What the next question has to catch up with.
#[derive(Default)]
struct Behind {
    facts: Stale,
    /// The newest op known of. Another one in the file was written by another program: the command line at work
    /// on the same clinic. `None` until the file was looked at.
    newest_op: Option<i64>,
    /// Another program wrote, and nobody was told yet.
    written_outside: bool,
}

impl Behind {
    /// Takes note that the file's newest op is this one, and of who must have written it if it is a surprise.
    /// Whether it is.
    fn look(&mut self, newest_op: i64) -> bool {
        let surprise = self.newest_op.is_none_or(|known| known < newest_op);
        if surprise {
            self.written_outside |= self.newest_op.is_some();
            self.newest_op = Some(newest_op);
            self.facts = Stale::Everything;
        }
        surprise
    }
}

/// How much of the facts no longer stands.
#[derive(Default)]
enum Stale {
    /// Nothing was read yet, or anything may have changed.
    #[default]
    Everything,
    /// Some things; none = nothing.
    Things(Things),
}

/// Kinds without which every figure stands.
const UNCOUNTED: &[Kind] = &[
    Kind::Comment,
    Kind::Site,
    Kind::ConfigChange,
    Kind::ShadowRecord,
    Kind::VendorAnswer,
    Kind::Candidate,
    Kind::CandidateAnswer,
    Kind::QuestionWeight,
    Kind::Desk,
];

/// Kinds of which a change touches the facts of one request or workaround alone.
const OF_ONE_ITEM: &[Kind] = &[
    Kind::Workaround,
    Kind::Estimate,
    Kind::Occurrence,
    Kind::Request,
    Kind::RequestState,
    Kind::RequestFact,
    Kind::Promise,
    Kind::Chase,
];

/// Kinds of which a change touches what ties requests, workarounds and people.
const TIES: &[Kind] = &[Kind::Link, Kind::Voice];

/// So many items are not read one by one: reading everything is quicker.
const MOST_ITEMS_ONE_BY_ONE: usize = 1_000;

impl Figures {
    /// Takes note of what a write changed.
    pub(crate) fn note<T>(&self, committed: &Committed<T>) {
        let mut behind = self.behind();
        let missed_one = behind.look(committed.log.before);
        behind.newest_op = behind.newest_op.max(Some(committed.log.after));
        if missed_one {
            return;
        }
        let counted = || committed.changed.iter().filter(|kind| !UNCOUNTED.contains(kind));
        if counted().next().is_none() {
            return;
        }
        let few = counted().all(|kind| OF_ONE_ITEM.contains(kind) || TIES.contains(kind))
            && committed.touched.len() <= MOST_ITEMS_ONE_BY_ONE;
        match &mut behind.facts {
            Stale::Things(stale) if few => {
                stale.items.extend(&committed.touched);
                stale.ties |= counted().any(|kind| TIES.contains(kind));
            }
            stale => *stale = Stale::Everything,
        }
    }

    /// Takes note that anything may have changed: an import, a rebuild.
    pub(crate) fn note_everything(&self) {
        self.behind().facts = Stale::Everything;
    }

    /// The figures as of a day. Reads what is stale first; two views asking at once compute once.
    pub(crate) fn as_of(&self, store: &Store, day: Day) -> ApiResult<Arc<Snapshot>> {
        let mut kept = self.kept();
        let before = kept.snapshot.take().filter(|snapshot| snapshot.as_of == day);
        // Taken before anything is read: a write that comes meanwhile is then read twice and never missed.
        let stale = self.catch_up(store)?;
        if let (Some(snapshot), true) = (&before, stale.is_nothing()) {
            kept.snapshot = Some(Arc::clone(snapshot));
            return Ok(Arc::clone(snapshot));
        }
        // The snapshot gives its facts back before they are changed in place: a second owner would cost a copy.
        let before = before.map(Snapshot::into_kept);
        let (facts, changed) = self.refreshed(&mut kept, stale, store)?;
        // Pieces of untouched workarounds still stand, if the axes do.
        let snapshot = Arc::new(Snapshot::of(facts, day, before.as_ref().zip(changed.as_ref())));
        kept.snapshot = Some(Arc::clone(&snapshot));
        Ok(snapshot)
    }

    /// The figures as of a day if they are computed already, even if a write or two behind; never waits.
    pub(crate) fn at_hand(&self, day: Day) -> Option<Arc<Snapshot>> {
        let kept = self.kept.try_lock().ok()?;
        kept.snapshot.clone().filter(|snapshot| snapshot.as_of == day)
    }

    /// The figures as of another day than today, computed afresh and not kept.
    pub(crate) fn afresh(&self, store: &Store, day: Day) -> ApiResult<Snapshot> {
        let mut kept = self.kept();
        let stale = self.catch_up(store)?;
        if !stale.is_nothing() {
            kept.snapshot = None;
        }
        let (facts, _) = self.refreshed(&mut kept, stale, store)?;
        drop(kept);
        Ok(Snapshot::of(facts, day, None))
    }

    /// The facts as they stand now, and which things' were read again; `None` = all of them. Where reading
    /// fails, everything is stale.
    fn refreshed(
        &self,
        kept: &mut Kept,
        stale: Stale,
        store: &Store,
    ) -> ApiResult<(Arc<ClinicFacts>, Changed)> {
        let refreshed = match (kept.facts.take(), stale) {
            (Some(facts), Stale::Things(changed)) => match with_things(facts, &changed, store) {
                Ok(Some(facts)) => Ok((facts, Some(changed.items))),
                Ok(None) => all_facts(store),
                Err(error) => Err(error),
            },
            _ => all_facts(store),
        };
        match &refreshed {
            Ok((facts, _)) => kept.facts = Some(Arc::clone(facts)),
            Err(_) => self.note_everything(),
        }
        refreshed
    }

    /// What has to be read before an answer, with what other programs wrote; it counts as read from here on.
    fn catch_up(&self, store: &Store) -> ApiResult<Stale> {
        let newest_op = store.read(|read| read.newest_op())?;
        let mut behind = self.behind();
        let stale = std::mem::replace(&mut behind.facts, Stale::nothing());
        // A write of our own that is not noted yet looks the same: then all is read once more than needed.
        if !behind.look(newest_op) {
            return Ok(stale);
        }
        behind.facts = Stale::nothing();
        Ok(Stale::Everything)
    }

    /// Whether another program wrote into the file since this was last asked.
    pub(crate) fn written_outside(&self, store: &Store) -> ApiResult<bool> {
        let newest_op = store.read(|read| read.newest_op())?;
        let mut behind = self.behind();
        behind.look(newest_op);
        Ok(std::mem::take(&mut behind.written_outside))
    }

    fn behind(&self) -> MutexGuard<'_, Behind> {
        self.stale.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Requests and workarounds that were read again; `None` = all of them.
type Changed = Option<BTreeSet<EntityId>>;

fn all_facts(store: &Store) -> ApiResult<(Arc<ClinicFacts>, Changed)> {
    Ok((Arc::new(store.facts()?), None))
}

impl Stale {
    fn nothing() -> Self {
        Self::Things(Things::default())
    }

    fn is_nothing(&self) -> bool {
        matches!(self, Self::Things(stale) if stale.items.is_empty() && !stale.ties)
    }
}

/// A count as the screen takes it.
pub(crate) fn number(count: impl TryInto<u32>) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
