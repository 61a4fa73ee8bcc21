//! The figures of one day.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock};

use keepalive_domain::facts::Workaround;
use keepalive_domain::ids::EntityId;
use keepalive_measures::Record;
use keepalive_measures::after_delivery::{AfterDelivery, after_delivery};
use keepalive_measures::hardened::Hardening;
use keepalive_measures::phase::{Phase, phase};
use keepalive_measures::weeks::week_figures;
use keepalive_store::{ClinicFacts, Store};

use super::shown::Shown;
use super::vendor::{VendorSide, vendors};
use super::{Charted, Part, SystemFigures, WeeklyFigures};
use crate::ApiResult;
use crate::types::Day;

/// The figures of a clinic at the end of a day.
pub(crate) struct Snapshot {
    /// The day.
    pub(crate) as_of: Day,
    /// What they are computed from.
    pub(crate) clinic: Arc<ClinicFacts>,
    /// By go-live, then key (A1).
    pub(crate) systems: Vec<SystemFigures>,
    /// Position of each workaround in the facts.
    positions: HashMap<EntityId, usize>,
    slow: OnceLock<Slow>,
    /// Figures of requests and workarounds for the parts of the clinic that were looked at, newest last.
    pub(super) charted: Mutex<Vec<(EntityId, Part, Arc<Charted>)>>,
    /// When each person last wrote anything down.
    last_entries: OnceLock<BTreeMap<EntityId, Day>>,
    /// What the log holds on each vendor.
    vendors: OnceLock<BTreeMap<EntityId, VendorSide>>,
    /// What pages were shown of it.
    pub(crate) shown: Shown,
}

/// What the next snapshot of the same day takes over.
pub(crate) struct Kept {
    systems: Vec<SystemFigures>,
    shown: Shown,
}

/// What only some views need: computed when first asked for.
struct Slow {
    hardened: HashSet<EntityId>,
    after_delivery: HashMap<EntityId, AfterDelivery>,
    phases: BTreeMap<EntityId, (Phase, Option<i32>)>,
    weekly: BTreeMap<EntityId, WeeklyFigures>,
}

impl Snapshot {
    /// Computes the figures. `kept` is of a snapshot of the same day, with the requests and workarounds
    /// that changed since: the pieces of the others are taken over.
    pub(crate) fn of(
        clinic: Arc<ClinicFacts>,
        as_of: Day,
        kept: Option<(&Kept, &BTreeSet<EntityId>)>,
    ) -> Self {
        let positions = clinic.workarounds.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let record = Record::new(&clinic.facts);
        let systems = record
            .systems(as_of)
            .map(|view| {
                let id = clinic.systems[view.position()];
                let of_it = |before: &&SystemFigures| before.id == id;
                let kept =
                    kept.and_then(|(before, changed)| Some((before.systems.iter().find(of_it)?, changed)));
                SystemFigures::of(id, &view, &clinic, kept)
            })
            .collect();
        drop(record);
        Self {
            as_of,
            clinic,
            systems,
            positions,
            slow: OnceLock::new(),
            charted: Mutex::default(),
            last_entries: OnceLock::new(),
            vendors: OnceLock::new(),
            shown: kept.map(|(before, changed)| before.shown.after_a_change_of(changed)).unwrap_or_default(),
        }
    }

    /// What is taken over of it, copied only if somebody still looks at the snapshot.
    pub(super) fn into_kept(this: Arc<Self>) -> Kept {
        match Arc::try_unwrap(this) {
            Ok(own) => Kept { systems: own.systems, shown: own.shown },
            Err(shared) => Kept {
                systems: shared.systems.clone(),
                shown: shared.shown.after_a_change_of(&BTreeSet::new()),
            },
        }
    }

    /// One system's figures.
    pub(crate) fn system(&self, id: EntityId) -> Option<&SystemFigures> {
        self.systems.iter().find(|system| system.id == id)
    }

    /// A workaround's facts.
    pub(crate) fn workaround(&self, id: EntityId) -> Option<&Workaround> {
        self.positions.get(&id).map(|at| &self.clinic.facts.workarounds[*at])
    }

    /// Whether a workaround is hardened on the day (A15).
    pub(crate) fn is_hardened(&self, workaround: EntityId) -> bool {
        self.slow().hardened.contains(&workaround)
    }

    /// Every hardened workaround, in list order.
    pub(crate) fn hardened(&self) -> impl Iterator<Item = EntityId> + '_ {
        self.clinic.workarounds.iter().copied().filter(|id| self.is_hardened(*id))
    }

    /// What is known of a workaround in use since its request was delivered; `None` where none was.
    pub(crate) fn after_delivery(&self, workaround: EntityId) -> Option<&AfterDelivery> {
        self.slow().after_delivery.get(&workaround)
    }

    /// A system's phase, with the last whole week it rests on.
    pub(crate) fn phase(&self, system: EntityId) -> Option<&(Phase, Option<i32>)> {
        self.slow().phases.get(&system)
    }

    /// A system's weekly series and the survival of its workarounds.
    pub(crate) fn weekly(&self, system: EntityId) -> Option<&WeeklyFigures> {
        self.slow().weekly.get(&system)
    }

    /// When each person last wrote anything down; read once for a snapshot.
    pub(crate) fn last_entries(&self, store: &Store) -> ApiResult<&BTreeMap<EntityId, Day>> {
        if let Some(known) = self.last_entries.get() {
            return Ok(known);
        }
        let zone = self.clinic.facts.zone;
        let read = store.read(|read| read.last_entries(zone, self.as_of))?;
        Ok(self.last_entries.get_or_init(|| read))
    }

    /// What the log holds on a system's vendor.
    pub(crate) fn vendor(&self, system: EntityId) -> Option<&VendorSide> {
        self.vendors.get_or_init(|| vendors(&self.clinic, self.as_of)).get(&system)
    }

    fn slow(&self) -> &Slow {
        self.slow.get_or_init(|| {
            let record = Record::new(&self.clinic.facts);
            let by_address: HashMap<*const Workaround, EntityId> = self
                .clinic
                .facts
                .workarounds
                .iter()
                .map(std::ptr::from_ref)
                .zip(self.clinic.workarounds.iter().copied())
                .collect();
            let mut slow = Slow {
                hardened: HashSet::new(),
                after_delivery: HashMap::new(),
                phases: BTreeMap::new(),
                weekly: BTreeMap::new(),
            };
            for view in record.systems(self.as_of) {
                let hardening = Hardening::new(&view);
                slow.hardened.extend(
                    hardening.on(view.last_day()).filter_map(|w| by_address.get(&std::ptr::from_ref(w))),
                );
                // What was worked around in a retired EHR is history.
                if view.last_day() == self.as_of {
                    let found = after_delivery(&view).into_iter();
                    slow.after_delivery
                        .extend(found.map(|found| (self.clinic.workarounds[found.workaround], found)));
                }
                let weeks = week_figures(&view);
                let last_whole =
                    weeks.iter().rev().find(|week| !week.week.partial).map(|week| week.week.period.n);
                let id = self.clinic.systems[view.position()];
                slow.phases.insert(id, (phase(&view, &weeks), last_whole));
                slow.weekly.insert(id, WeeklyFigures::of(&view, &weeks));
            }
            slow
        })
    }
}
