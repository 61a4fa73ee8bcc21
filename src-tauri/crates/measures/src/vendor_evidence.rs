//! What the log holds beside each of the five questions to a vendor (DOMAIN §5, "Vendor scorecard").
//!
//! `vendor_figures` has what `measure --json` prints; this has the counts behind the sentences of the scorecard.

use std::collections::{BTreeMap, BTreeSet};

use keepalive_domain::minutes::Minutes;
use keepalive_domain::words::{RequestState, Route};

use crate::hours_lost::active_span;
use crate::merges::standing_now;
use crate::record::SystemView;
use crate::scorecard::is_vendor_request;
use crate::survival::WorkaroundSurvival;
use crate::timeline::{Change, Timeline};
use crate::turnaround::{ClockTurnaround, TurnaroundClock};

/// Fewest things a share, a rate or a median of the scorecard may rest on: under it the scorecard says that they
/// are too few to tell. [P], our own; DOMAIN §5 hides answers of fewer than 5 people for the same reason.
pub const FEWEST_TO_TELL: u64 = 5;

/// The log's side of the scorecard, as counts.
#[derive(Debug, Clone, PartialEq)]
pub struct VendorEvidence {
    /// Vendor requests (A21) begun by the last measured day.
    pub requests: u64,
    /// All the system's begun requests by their route as it is now; `None` = no route said.
    pub routes: BTreeMap<Option<Route>, u64>,
    /// How delivered vendor requests were handled.
    pub handling: Handling,
    /// Workarounds with a vendor request.
    pub misfit: Misfit,
    /// Refusals.
    pub scope: Scope,
    /// Kaplan-Meier per clock, vendor requests alone.
    pub clocks: VendorClocks,
    /// Vendor requests with a named contact.
    pub with_contact: u64,
    /// Chases of vendor requests.
    pub chases: u64,
    /// Minutes those chases took.
    pub chase_minutes: Minutes,
}

/// Steps and hand-overs until delivery.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Handling {
    /// Vendor requests delivered (A17: the first `delivered` after the last reopening).
    pub delivered: u64,
    /// Changes of state from the first state to that delivery.
    pub steps: u64,
    /// Of them, those after which it was another party's turn.
    pub hand_overs: u64,
}

/// Workarounds that a vendor request is meant to end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Misfit {
    /// How many, started by the last measured day.
    pub workarounds: u64,
    /// Of them, those with a vendor request that is delivered or verified now.
    pub delivered: u64,
    /// How long they live, delivered or not.
    pub survival: WorkaroundSurvival,
}

/// What the vendor declined as out of scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Positions of the vendor requests that are declined out of scope now.
    pub declined: Vec<usize>,
    /// Those, and the delivered and verified ones (A21).
    pub decided: u64,
    /// Positions of the workarounds still in use that a declined request was meant to end, in list order: their
    /// hours are still being lost.
    pub still_lost_to: Vec<usize>,
}

/// Kaplan-Meier per clock over the vendor requests, open ones censored (A17, A18).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VendorClocks {
    /// To the first response.
    pub first_response: ClockTurnaround,
    /// To the first workaround offered.
    pub workaround_offered: ClockTurnaround,
    /// To delivery.
    pub delivered: ClockTurnaround,
    /// To verification.
    pub verified: ClockTurnaround,
}

/// Whose turn a state is; a closed request is nobody's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Ours,
    Vendors,
    Others,
    Nobodys,
}

/// Counts what the log holds on the system's vendor.
///
/// Unit: counts, days in the curves, exact minutes. Counts: rows up to the last measured day (A4, A5). Missing:
/// counts of nothing are 0, and the shares made of them then do not exist (A2). Source: DOMAIN §5, TABLES A17,
/// A18, A21.
#[must_use]
pub fn vendor_evidence(view: &SystemView<'_>) -> VendorEvidence {
    let facts = view.facts();
    let mut routes: BTreeMap<Option<Route>, u64> = BTreeMap::new();
    let mut vendors: BTreeSet<usize> = BTreeSet::new();
    for (index, timeline) in view.begun_requests() {
        *routes.entry(facts.requests[index].route).or_default() += 1;
        if is_vendor_request(&facts.requests[index], timeline) {
            vendors.insert(index);
        }
    }
    let mut handling = Handling::default();
    let mut declined = Vec::new();
    let (mut decided, mut with_contact, mut chases, mut chase_minutes) = (0, 0, 0, Minutes::ZERO);
    for &index in &vendors {
        let timeline = &view.timelines()[index];
        handling.add(timeline);
        let now = timeline.last().map(|change| change.state);
        if now == Some(RequestState::DeclinedVendor) {
            declined.push(index);
        }
        decided += u64::from(now == Some(RequestState::DeclinedVendor) || is_delivered(now));
        with_contact += u64::from(facts.requests[index].has_vendor_contact);
        for (_, chase) in view.record().chases(index).filter(|(day, _)| *day <= view.last_day()) {
            chases += 1;
            chase_minutes = chase_minutes + chase.minutes;
        }
    }
    VendorEvidence {
        requests: vendors.len() as u64,
        routes,
        handling,
        misfit: misfit(view, &vendors),
        scope: Scope { still_lost_to: still_lost_to(view, &declined), declined, decided },
        clocks: VendorClocks::of(view, &vendors),
        with_contact,
        chases,
        chase_minutes,
    }
}

impl Handling {
    fn add(&mut self, timeline: &Timeline) {
        let Some(way) = way_to_delivery(timeline) else { return };
        self.delivered += 1;
        self.steps += way.steps;
        self.hand_overs += way.hand_overs;
    }
}

/// How one request came to its delivery.
#[derive(Clone, Copy)]
pub(crate) struct WayToDelivery {
    /// Changes of state up to it.
    pub(crate) steps: u64,
    /// Of them, those after which it was another party's turn.
    pub(crate) hand_overs: u64,
    /// The delivery.
    pub(crate) delivered: Change,
}

/// The way to the first delivery after the last reopening; `None` where there is none.
pub(crate) fn way_to_delivery(timeline: &Timeline) -> Option<WayToDelivery> {
    let since = timeline.since_last_reopening();
    let at = since.iter().position(|change| change.state == RequestState::Delivered)?;
    let delivered = timeline.changes().len() - since.len() + at;
    let until: &[Change] = timeline.changes().get(..=delivered).unwrap_or_default();
    let passed_on = |pair: &&[Change]| turn(pair[0].state) != turn(pair[1].state);
    Some(WayToDelivery {
        steps: delivered as u64,
        hand_overs: until.windows(2).filter(passed_on).count() as u64,
        delivered: since[at],
    })
}

const fn turn(state: RequestState) -> Turn {
    match state {
        RequestState::WaitingVendor => Turn::Vendors,
        RequestState::WaitingOthers => Turn::Others,
        state if state.is_closing() => Turn::Nobodys,
        _ => Turn::Ours,
    }
}

const fn is_delivered(state: Option<RequestState>) -> bool {
    matches!(state, Some(RequestState::Delivered | RequestState::Verified))
}

/// The system's workarounds that have begun, with the requests that stand for their linked ones now (A14).
fn linked<'a>(view: &'a SystemView<'_>) -> impl Iterator<Item = (usize, BTreeSet<usize>)> + 'a {
    let mut linked: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for link in &view.facts().links {
        if let Some(request) = standing_now(view.timelines(), link.request) {
            linked.entry(link.workaround).or_default().insert(request);
        }
    }
    view.workarounds()
        .iter()
        .filter(|&&index| view.facts().workarounds[index].started <= view.last_day())
        .filter_map(move |index| Some((*index, linked.get(index)?.clone())))
}

/// The workarounds that a vendor request is meant to end, each with whether one of those is delivered now.
pub(crate) fn asked_of_vendor(view: &SystemView<'_>, vendors: &BTreeSet<usize>) -> Vec<(usize, bool)> {
    let state = |request: &usize| view.timelines()[*request].last().map(|change| change.state);
    let came = |requests: &BTreeSet<usize>| requests.intersection(vendors).any(|r| is_delivered(state(r)));
    linked(view)
        .filter(|(_, requests)| !requests.is_disjoint(vendors))
        .map(|(index, requests)| (index, came(&requests)))
        .collect()
}

fn misfit(view: &SystemView<'_>, vendors: &BTreeSet<usize>) -> Misfit {
    let asked = asked_of_vendor(view, vendors);
    Misfit {
        workarounds: asked.len() as u64,
        delivered: asked.iter().filter(|(_, came)| *came).count() as u64,
        survival: WorkaroundSurvival::of_some(view, asked.iter().map(|(index, _)| *index)),
    }
}

fn still_lost_to(view: &SystemView<'_>, declined: &[usize]) -> Vec<usize> {
    let in_use = |index: usize| {
        active_span(&view.facts().workarounds[index], view.last_day()).contains(view.last_day())
    };
    linked(view)
        .filter(|(_, requests)| declined.iter().any(|request| requests.contains(request)))
        .map(|(index, _)| index)
        .filter(|index| in_use(*index))
        .collect()
}

impl VendorClocks {
    fn of(view: &SystemView<'_>, vendors: &BTreeSet<usize>) -> Self {
        let clock = |clock| ClockTurnaround::among(view, clock, |index| vendors.contains(&index));
        Self {
            first_response: clock(TurnaroundClock::FirstResponse),
            workaround_offered: clock(TurnaroundClock::WorkaroundOffered),
            delivered: clock(TurnaroundClock::Delivered),
            verified: clock(TurnaroundClock::Verified),
        }
    }
}
