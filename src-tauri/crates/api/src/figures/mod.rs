//! Figures kept ready, so that no keystroke waits for them.
//!
//! The clinic's facts stay in memory. After a write that touched workarounds alone (the usual one: "it happened
//! again") only those workarounds are read and counted again; after anything else the facts are read anew. Hours
//! of the other workarounds are kept pieces, and [`hours_series`] adds them in list order: the served series is
//! bit-equal to one computed afresh.
//!
//! [`hours_series`]: keepalive_measures::hours_lost::hours_series

mod charted;
mod part;
mod snapshot;
mod vendor;
mod week;
mod weekly;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_store::{ClinicFacts, Committed, Store};

pub(crate) use charted::{Charted, ChartedMonth};
pub(crate) use part::Part;
pub(crate) use snapshot::{MonthFigures, Snapshot, SystemFigures, number};
pub(crate) use vendor::VendorSide;
pub(crate) use weekly::WeeklyFigures;

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
    /// on the same clinic.
    newest_op: i64,
}

/// How much of the facts no longer stands.
#[derive(Default)]
enum Stale {
    /// Nothing was read yet, or anything may have changed.
    #[default]
    Everything,
    /// These workarounds; empty = nothing.
    Workarounds(BTreeSet<EntityId>),
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
];

/// Kinds of which a change touches its workaround's hours alone.
const OF_ONE_WORKAROUND: &[Kind] = &[Kind::Workaround, Kind::Estimate, Kind::Occurrence];

impl Figures {
    /// Takes note of what a write changed.
    pub(crate) fn note<T>(&self, committed: &Committed<T>) {
        let mut behind = self.behind();
        let missed_one = behind.newest_op != committed.log.before;
        behind.newest_op = behind.newest_op.max(committed.log.after);
        if missed_one {
            behind.facts = Stale::Everything;
            return;
        }
        let mut counted = committed.changed.iter().filter(|kind| !UNCOUNTED.contains(kind)).peekable();
        if counted.peek().is_none() {
            return;
        }
        let workarounds_alone = counted.all(|kind| OF_ONE_WORKAROUND.contains(kind));
        match &mut behind.facts {
            Stale::Workarounds(stale) if workarounds_alone => stale.extend(&committed.touched),
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
        let systems = before.map(Snapshot::into_systems);
        let (facts, changed) = self.refreshed(&mut kept, stale, store)?;
        // Pieces of untouched workarounds still stand, if the axes do.
        let snapshot = Arc::new(Snapshot::of(facts, day, systems.as_deref().zip(changed.as_ref())));
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

    /// The facts as they stand now, and which workarounds' were read again; `None` = all of them. Where reading
    /// fails, everything is stale.
    fn refreshed(
        &self,
        kept: &mut Kept,
        stale: Stale,
        store: &Store,
    ) -> ApiResult<(Arc<ClinicFacts>, Changed)> {
        let refreshed = match (kept.facts.take(), stale) {
            (Some(facts), Stale::Workarounds(changed)) => match with_workarounds(facts, &changed, store) {
                Ok(Some(facts)) => Ok((facts, Some(changed))),
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
        if newest_op <= behind.newest_op {
            return Ok(stale);
        }
        behind.newest_op = newest_op;
        Ok(Stale::Everything)
    }

    fn behind(&self) -> MutexGuard<'_, Behind> {
        self.stale.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Workarounds that were read again; `None` = all of them.
type Changed = Option<BTreeSet<EntityId>>;

fn all_facts(store: &Store) -> ApiResult<(Arc<ClinicFacts>, Changed)> {
    Ok((Arc::new(store.facts()?), None))
}

impl Stale {
    const fn nothing() -> Self {
        Self::Workarounds(BTreeSet::new())
    }

    fn is_nothing(&self) -> bool {
        matches!(self, Self::Workarounds(stale) if stale.is_empty())
    }
}

/// The facts with these workarounds read again; `None` where one went, or came in between: positions
/// then move.
fn with_workarounds(
    mut facts: Arc<ClinicFacts>,
    changed: &BTreeSet<EntityId>,
    store: &Store,
) -> ApiResult<Option<Arc<ClinicFacts>>> {
    if changed.is_empty() {
        return Ok(Some(facts));
    }
    let systems = facts.systems.clone();
    let read = store.read(|read| -> ApiResult<Vec<_>> {
        changed.iter().map(|id| Ok((*id, read.workaround_facts(*id, &systems)?))).collect()
    })?;
    let there = Arc::make_mut(&mut facts);
    for (id, row) in read {
        let at = there.workarounds.iter().position(|known| *known == id);
        match (at, row) {
            (Some(at), Some(row)) => there.facts.workarounds[at] = row,
            // Typed after all others it stands last, and moves no position.
            (None, Some(row)) if there.workarounds.last().is_some_and(|last| *last < id) => {
                there.facts.workarounds.push(row);
                there.workarounds.push(id);
            }
            (None, None) => {}
            _ => return Ok(None),
        }
    }
    Ok(Some(facts))
}
