//! How long requests take, with the open ones counted in (DOMAIN §5, TABLES A17, A18, A27).

use keepalive_domain::calendar::MS_PER_DAY;
use keepalive_domain::facts::{InstantMs, Request};
use keepalive_domain::words::{RequestFactKind, RequestState};
use serde::Serialize;

use crate::kaplan_meier::{Curve, Observation, kaplan_meier};
use crate::record::SystemView;
use crate::timeline::Timeline;

/// Kaplan-Meier of one clock of the requests.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ClockTurnaround {
    /// Requests.
    pub n: u64,
    /// Those for which it came.
    pub events: u64,
    /// Requests left out of `n`: they began, it came, or they were closed without it, on a day that nobody says.
    #[serde(skip_serializing_if = "is_none_left_out")]
    pub undated: u64,
    /// Days after which half are still waiting.
    pub median_days: Option<f64>,
    /// Early end of the median's 95 % interval.
    pub low: Option<f64>,
    /// Late end of the median's 95 % interval.
    pub high: Option<f64>,
}

/// Whether no request was left out: then nothing is said of it.
const fn is_none_left_out(undated: &u64) -> bool {
    *undated == 0
}

/// The four clocks of the requests (A27).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Turnaround {
    /// To the first response.
    pub first_response: ClockTurnaround,
    /// To the first workaround offered.
    pub workaround_offered: ClockTurnaround,
    /// To delivery.
    pub delivered: ClockTurnaround,
    /// To verification.
    pub verified: ClockTurnaround,
}

/// Which clock of a request is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TurnaroundClock {
    /// The earliest fact `first_response`.
    FirstResponse,
    /// The earliest fact `workaround_offered`.
    WorkaroundOffered,
    /// The first state `delivered` after the last reopening.
    Delivered,
    /// The first state `verified` after the last reopening.
    Verified,
}

/// The curve of one clock over all the system's requests.
///
/// Unit: milliseconds from the first state, closed time included. Counts: requests with a first state by the
/// last measured day; open ones are censored at its end, closed ones at their last closing state. Missing: one whose
/// time would end on a day that nobody says is left out ([`undated`]). Source: DOMAIN §5, TABLES A17, A18.
#[must_use]
pub fn turnaround_curve(view: &SystemView<'_>, clock: TurnaroundClock) -> Curve {
    curve_among(view, clock, |_| true).0
}

/// The curve of the wanted requests (positions) alone, and how many of them it leaves out ([`undated`]).
#[must_use]
pub fn curve_among(
    view: &SystemView<'_>,
    clock: TurnaroundClock,
    wanted: impl Fn(usize) -> bool,
) -> (Curve, u64) {
    let mut left_out = 0;
    let followed = followed(view, clock).filter(|(index, _)| wanted(*index));
    let observed = followed.filter_map(|(_, observed)| {
        left_out += u64::from(observed.is_none());
        observed
    });
    let observed = observed.collect();
    (kaplan_meier(observed), left_out)
}

/// What a curve is made of: every request (position) with the time it was watched and whether it came.
pub fn observations(
    view: &SystemView<'_>,
    clock: TurnaroundClock,
) -> impl Iterator<Item = (usize, Observation)> {
    followed(view, clock).filter_map(|(index, observed)| Some((index, observed?)))
}

/// The requests (positions) of which no time can be told: they began, it came, or they were closed without it, on a day that
/// nobody says.
pub fn undated(view: &SystemView<'_>, clock: TurnaroundClock) -> impl Iterator<Item = usize> {
    followed(view, clock).filter_map(|(index, observed)| observed.is_none().then_some(index))
}

/// Every request with what was watched of it; `None` where nobody says on which day the watch began or ended.
fn followed(
    view: &SystemView<'_>,
    clock: TurnaroundClock,
) -> impl Iterator<Item = (usize, Option<Observation>)> {
    let end_of_watch = view.facts().zone.day_end(view.last_day());
    view.begun_requests().filter_map(move |(index, timeline)| {
        let (first, now) = (timeline.first()?, timeline.last()?);
        let counts = |at| view.record().day_of(at) <= view.last_day();
        let came = stopped(&view.facts().requests[index], timeline, clock, counts);
        let (until, undated) = match came {
            Some(came) => (came.at, came.undated),
            None if now.closes() => (now.at, now.undated),
            None => (end_of_watch, false),
        };
        let observed = Observation { time: (until - first.at).max(0), event: came.is_some() };
        Some((index, (!undated && !first.undated).then_some(observed)))
    })
}

/// What stopped a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Came {
    /// When; the last day that is known where nobody says when.
    pub at: InstantMs,
    /// Nobody says when.
    pub undated: bool,
}

/// What stopped a request's clock; `None` while it runs.
///
/// Counts: facts at the instants that `counts` takes, those up to the last measured day; states of the timeline, after its
/// last reopening. Source: TABLES A17.
pub fn stopped(
    request: &Request,
    timeline: &Timeline,
    clock: TurnaroundClock,
    counts: impl Fn(InstantMs) -> bool,
) -> Option<Came> {
    let earliest_fact = |kind| {
        let found = request.facts.iter().filter(|fact| fact.fact == kind).map(|fact| fact.at);
        found.filter(|at| counts(*at)).min().map(|at| Came { at, undated: false })
    };
    let first_state = |state| {
        let first = timeline.first_since_reopening(state);
        first.map(|change| Came { at: change.at, undated: change.undated })
    };
    match clock {
        TurnaroundClock::FirstResponse => earliest_fact(RequestFactKind::FirstResponse),
        TurnaroundClock::WorkaroundOffered => earliest_fact(RequestFactKind::WorkaroundOffered),
        TurnaroundClock::Delivered => first_state(RequestState::Delivered),
        TurnaroundClock::Verified => first_state(RequestState::Verified),
    }
}

impl Turnaround {
    /// The figures of the system.
    #[must_use]
    pub fn of(view: &SystemView<'_>) -> Self {
        let clock = |clock| ClockTurnaround::among(view, clock, |_| true);
        Self {
            first_response: clock(TurnaroundClock::FirstResponse),
            workaround_offered: clock(TurnaroundClock::WorkaroundOffered),
            delivered: clock(TurnaroundClock::Delivered),
            verified: clock(TurnaroundClock::Verified),
        }
    }
}

impl ClockTurnaround {
    /// The figures of the wanted requests (positions).
    #[must_use]
    pub fn among(view: &SystemView<'_>, clock: TurnaroundClock, wanted: impl Fn(usize) -> bool) -> Self {
        let (curve, undated) = curve_among(view, clock, wanted);
        let days = |time: Option<i64>| time.map(|ms| ms as f64 / MS_PER_DAY as f64);
        Self {
            n: curve.n,
            events: curve.events,
            undated,
            median_days: days(curve.median()),
            low: days(curve.median_low()),
            high: days(curve.median_high()),
        }
    }
}
