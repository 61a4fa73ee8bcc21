//! The figures of one day.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock};

use keepalive_domain::calendar::MeasuredPeriod;
use keepalive_domain::facts::Workaround;
use keepalive_domain::ids::EntityId;
use keepalive_domain::minutes::Minutes;
use keepalive_domain::words::Break;
use keepalive_measures::compare::less;
use keepalive_measures::flow::{Flow, active_workarounds, flow};
use keepalive_measures::hardened::Hardening;
use keepalive_measures::hours_lost::{
    HoursLost, WorkaroundHours, can_be_counted, chase_minutes, hours_series, occurrences_in_use, told_month,
    uncounted_breaks, workaround_hours,
};
use keepalive_measures::median::TimedMinutes;
use keepalive_measures::periods::{MeasuredDays, Periods};
use keepalive_measures::phase::{Phase, phase};
use keepalive_measures::pulse::{coverage_by_month, week_coverage};
use keepalive_measures::recorded::{first_recorded_day, recorded_shares};
use keepalive_measures::staffing::average_fte;
use keepalive_measures::weeks::week_figures;
use keepalive_measures::{Record, SystemView};
use keepalive_store::{ClinicFacts, Store};

use super::shown::Shown;
use super::vendor::{VendorSide, vendors};
use super::{Charted, Part, WeeklyFigures};
use crate::ApiResult;
use crate::types::{Day, HoursBasis, MonthHours};

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

/// One system's months.
#[derive(Clone)]
pub(crate) struct SystemFigures {
    /// Which system.
    pub(crate) id: EntityId,
    /// Its months, with what was lost in each.
    pub(crate) months: Vec<MonthFigures>,
    /// First day of the record (A25).
    pub(crate) record_began: Option<Day>,
    /// The axis the pieces stand on.
    periods: Periods,
    /// Hours of each of its workarounds by month, in list order.
    pieces: Vec<(EntityId, Arc<[WorkaroundHours]>)>,
    /// Position of each workaround's piece.
    piece_at: HashMap<EntityId, usize>,
}

/// One month of a system.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MonthFigures {
    pub(crate) period: MeasuredPeriod,
    pub(crate) recorded: f64,
    pub(crate) hours: HoursLost,
    /// In the order of [`Break::ALL`]: workarounds were in use that no hours can hold.
    pub(crate) uncounted: [bool; 4],
    pub(crate) fte: Option<f64>,
    pub(crate) coverage: Option<f64>,
    /// Fewer answered the pulse than the clinic's threshold asks for.
    pub(crate) thin: bool,
    pub(crate) flow: Flow,
    pub(crate) chase_minutes: Minutes,
    pub(crate) chases: u32,
    pub(crate) active_workarounds: u64,
}

/// What only some views need: computed when first asked for.
struct Slow {
    hardened: HashSet<EntityId>,
    phases: BTreeMap<EntityId, (Phase, Option<i32>)>,
    weekly: BTreeMap<EntityId, WeeklyFigures>,
}

/// What a workaround costs in a month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct CostOf {
    /// Hours in the last whole month if it was in use from that month's first day on, else so far in the newest;
    /// `None` = not measured.
    pub(crate) hours_a_month: Option<f64>,
    /// What they rest on.
    pub(crate) basis: HoursBasis,
    /// The go-live month they were counted in.
    pub(crate) month: Option<i32>,
    /// That month is not over, or it was not in use from its first day: never told as what a month costs.
    pub(crate) unfinished: bool,
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

    /// Hours of one workaround by month of its system, oldest first; empty where it belongs to none.
    pub(crate) fn months_of(&self, workaround: EntityId) -> Vec<MonthHours> {
        self.piece_of(workaround).map_or_else(Vec::new, |(system, piece)| {
            let months = system.months.iter().zip(piece);
            months
                .map(|(month, hours)| MonthHours {
                    n: month.period.period.n,
                    hours: hours.all,
                    partial: month.period.partial,
                })
                .collect()
        })
    }

    /// What one workaround costs in a month.
    pub(crate) fn cost_of(&self, workaround: EntityId) -> CostOf {
        let nothing = CostOf { hours_a_month: None, basis: HoursBasis::None, month: None, unfinished: false };
        let Some((facts, (system, piece))) = self.workaround(workaround).zip(self.piece_of(workaround))
        else {
            return nothing;
        };
        if !can_be_counted(facts) {
            return nothing;
        }
        let Some(told) = told_month(facts, &system.periods) else { return nothing };
        let Some(hours) = piece.get(told.at) else { return nothing };
        let is_timed =
            if hours.all > 0.0 { hours.timed * 2.0 >= hours.all } else { facts.estimates.is_empty() };
        let basis = if is_timed { HoursBasis::Timed } else { HoursBasis::Guessed };
        CostOf { hours_a_month: Some(hours.all), basis, month: Some(told.n), unfinished: told.unfinished }
    }

    /// Hours of a workaround that ended, in the last month it was in use from the first day to the last; `None`
    /// where it was in use for no whole month, had ended before anything was measured, or nobody measured it.
    pub(crate) fn hours_in_last_month_of_use(&self, workaround: EntityId) -> Option<f64> {
        let facts = self.workaround(workaround).filter(|facts| can_be_counted(facts))?;
        let (system, piece) = self.piece_of(workaround)?;
        let whole = |month: &MonthFigures| {
            let period = &month.period.period;
            !month.period.partial
                && facts.started <= period.from
                && facts.ended.is_none_or(|ended| ended >= period.to)
        };
        let last = system.months.iter().zip(piece).rfind(|(month, _)| whole(month));
        last.map(|(_, hours)| hours.all)
    }

    /// Median minutes of a workaround's timed occurrences while it was in use (A7).
    pub(crate) fn median_minutes(&self, workaround: EntityId) -> Option<f64> {
        TimedMinutes::of(occurrences_in_use(self.workaround(workaround)?, self.as_of)).median_minutes()
    }

    /// Hours a month of the workarounds in use on the day that these names choose; `None` where none is measured.
    pub(crate) fn hours_a_month_where(&self, wanted: impl Fn(&Workaround) -> bool) -> Option<f64> {
        let in_use =
            |w: &Workaround| w.started <= self.as_of && w.ended.is_none_or(|ended| ended > self.as_of);
        let rows = self.clinic.facts.workarounds.iter().zip(&self.clinic.workarounds);
        rows.filter(|(row, _)| in_use(row) && wanted(row))
            .filter_map(|(_, id)| self.cost_of(*id).hours_a_month)
            .fold(None, |sum, hours| Some(sum.unwrap_or(0.0) + hours))
    }

    /// Whether a workaround is hardened on the day (A15).
    pub(crate) fn is_hardened(&self, workaround: EntityId) -> bool {
        self.slow().hardened.contains(&workaround)
    }

    /// Every hardened workaround, in list order.
    pub(crate) fn hardened(&self) -> impl Iterator<Item = EntityId> + '_ {
        self.clinic.workarounds.iter().copied().filter(|id| self.is_hardened(*id))
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

    fn piece_of(&self, workaround: EntityId) -> Option<(&SystemFigures, &[WorkaroundHours])> {
        self.systems.iter().find_map(|system| Some((system, system.piece(workaround)?)))
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
            let mut slow =
                Slow { hardened: HashSet::new(), phases: BTreeMap::new(), weekly: BTreeMap::new() };
            for view in record.systems(self.as_of) {
                let hardening = Hardening::new(&view);
                slow.hardened.extend(
                    hardening.on(view.last_day()).filter_map(|w| by_address.get(&std::ptr::from_ref(w))),
                );
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

impl MonthFigures {
    /// Whether its hours are measured: the record had begun by its end (A25), and they are not a sum of nothing over
    /// workarounds that nobody measured.
    pub(crate) fn is_measured(&self) -> bool {
        self.recorded > 0.0 && (self.hours.all > 0.0 || !self.uncounted.contains(&true))
    }

    /// Hours of each break, in the order of [`Break::ALL`]; `None` = not measured.
    pub(crate) fn by_break(&self) -> [Option<f64>; 4] {
        let mut hours = Break::ALL.iter().zip(self.uncounted);
        std::array::from_fn(|_| {
            let (of, uncounted) = hours.next()?;
            Some(self.hours.of(*of)).filter(|hours| *hours > 0.0 || !uncounted)
        })
    }
}

impl SystemFigures {
    fn of(
        id: EntityId,
        view: &SystemView<'_>,
        clinic: &ClinicFacts,
        kept: Option<(&Self, &BTreeSet<EntityId>)>,
    ) -> Self {
        let periods = view.months();
        let pieces: Vec<_> = view
            .workarounds()
            .iter()
            .map(|&at| {
                let id = clinic.workarounds[at];
                let kept =
                    kept.filter(|(before, changed)| before.periods == *periods && !changed.contains(&id));
                let piece = kept.and_then(|(before, _)| before.shared_piece(id));
                let afresh = || {
                    workaround_hours(
                        &clinic.facts.workarounds[at],
                        periods,
                        view.last_day(),
                        &clinic.facts.thresholds,
                    )
                    .into()
                };
                (id, piece.unwrap_or_else(afresh))
            })
            .collect();
        let breaks = view.workarounds().iter().map(|&at| clinic.facts.workarounds[at].break_);
        let chased = chase_minutes(view, periods);
        let hours = hours_series(breaks.zip(pieces.iter().map(|(_, piece)| &**piece)), &chased);
        let months = months(view, &hours, &chased);
        let record_began = first_recorded_day(view);
        let piece_at = pieces.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
        Self { id, months, record_began, periods: periods.clone(), pieces, piece_at }
    }

    /// The months with the hours of the workarounds and chases of one part of the clinic alone.
    pub(crate) fn months_of_part(&self, snapshot: &Snapshot, part: &Part) -> Vec<MonthFigures> {
        if part.is_whole() {
            return self.months.clone();
        }
        let of_part = |id: &EntityId| snapshot.workaround(*id).filter(|facts| part.holds_workaround(facts));
        let pieces = self.pieces.iter().filter_map(|(id, piece)| Some((of_part(id)?.break_, &**piece)));
        let mut chased = self.periods.filled(Minutes::ZERO);
        self.each_chase(snapshot, part, |at, _, minutes| chased[at] = chased[at] + minutes);
        let hours = hours_series(pieces, &chased);
        let uncounted = uncounted_breaks(self.pieces.iter().filter_map(|(id, _)| of_part(id)), &self.periods);
        let of_part = self.months.iter().zip(hours).zip(uncounted);
        of_part.map(|((month, hours), uncounted)| MonthFigures { hours, uncounted, ..*month }).collect()
    }

    /// Hours of one part of the clinic in one month (by its position), by area in the order of the breaks.
    pub(crate) fn hours_by_area(
        &self,
        snapshot: &Snapshot,
        part: &Part,
        month: usize,
    ) -> BTreeMap<Option<String>, [f64; 4]> {
        let mut by_area: BTreeMap<Option<String>, [f64; 4]> = BTreeMap::new();
        let mut add = |area: Option<String>, of: Break, hours: f64| {
            let at = Break::ALL.iter().position(|one| *one == of);
            if let Some(sum) = at.and_then(|at| by_area.entry(area).or_default().get_mut(at)) {
                *sum += hours;
            }
        };
        for (id, piece) in &self.pieces {
            let facts = snapshot.workaround(*id).filter(|facts| part.holds_workaround(facts));
            if let Some((facts, hours)) = facts.zip(piece.get(month)) {
                add(facts.area.clone(), facts.break_, hours.all);
            }
        }
        self.each_chase(snapshot, part, |at, area, minutes| {
            if at == month {
                add(area.cloned(), Break::Support, minutes.hours());
            }
        });
        by_area
    }

    /// Gives the chases of a part of the clinic with the position of their month and their area.
    fn each_chase(
        &self,
        snapshot: &Snapshot,
        part: &Part,
        mut each: impl FnMut(usize, Option<&String>, Minutes),
    ) {
        if !part.holds_chases() {
            return;
        }
        let record = Record::new(&snapshot.clinic.facts);
        let position = snapshot.clinic.systems.iter().position(|id| *id == self.id);
        let view = record.systems(snapshot.as_of).find(|view| Some(view.position()) == position);
        for request in view.iter().flat_map(|view| view.requests()) {
            let request = &snapshot.clinic.facts.requests[*request];
            for chase in request.chases.iter().filter(|_| part.is_in_area(request.area.as_deref())) {
                if let Some(at) = self.periods.index_of(record.day_of(chase.at)) {
                    each(at, request.area.as_ref(), chase.minutes);
                }
            }
        }
    }

    /// Those of the wanted workarounds that cost most in a month (by its position), in hours.
    pub(crate) fn costliest(
        &self,
        month: usize,
        most: usize,
        wanted: impl Fn(EntityId) -> bool,
    ) -> Vec<(EntityId, f64)> {
        let hours = |piece: &Arc<[WorkaroundHours]>| piece.get(month).map_or(0.0, |hours| hours.all);
        // Few of many: kept in order as they come, of equal ones the first listed first.
        let mut rows: Vec<(EntityId, f64)> = Vec::with_capacity(most + 1);
        for (id, piece) in &self.pieces {
            let hours = hours(piece);
            let place = rows.partition_point(|(_, more)| more.total_cmp(&hours).is_ge());
            if hours > 0.0 && place < most && wanted(*id) {
                rows.insert(place, (*id, hours));
                rows.truncate(most);
            }
        }
        rows
    }

    fn piece(&self, workaround: EntityId) -> Option<&[WorkaroundHours]> {
        self.piece_at.get(&workaround).map(|at| &*self.pieces[*at].1)
    }

    fn shared_piece(&self, workaround: EntityId) -> Option<Arc<[WorkaroundHours]>> {
        self.piece_at.get(&workaround).map(|at| Arc::clone(&self.pieces[*at].1))
    }
}

fn months(view: &SystemView<'_>, hours: &[HoursLost], chased: &[Minutes]) -> Vec<MonthFigures> {
    let periods = view.months();
    let recorded = recorded_shares(periods, first_recorded_day(view));
    let fte = average_fte(view.facts(), periods, view.last_day());
    let flow = flow(view, periods);
    let coverage = coverage_by_month(view, &week_coverage(view));
    let workarounds = view.workarounds().iter().map(|at| &view.facts().workarounds[*at]);
    let uncounted = uncounted_breaks(workarounds, periods);
    let mut chases = periods.filled(0);
    for request in view.requests() {
        for chase in &view.facts().requests[*request].chases {
            if let Some(at) = periods.index_of(view.record().day_of(chase.at)) {
                chases[at] += 1;
            }
        }
    }
    let month = |(at, period): (usize, &MeasuredPeriod)| MonthFigures {
        period: *period,
        recorded: recorded[at],
        hours: hours[at],
        uncounted: uncounted[at],
        fte: fte[at],
        coverage: coverage[at],
        thin: coverage[at].is_some_and(|share| less(share, view.facts().thresholds.thin_coverage)),
        flow: flow[at],
        chase_minutes: chased[at],
        chases: chases[at],
        active_workarounds: active_workarounds(view, period.last_measured_day()),
    };
    periods.as_slice().iter().enumerate().map(month).collect()
}

/// A count as the screen takes it.
pub(crate) fn number(count: impl TryInto<u32>) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}
