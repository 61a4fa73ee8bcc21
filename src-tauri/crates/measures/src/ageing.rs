//! How old the open requests are, against the clinic's own experience (DOMAIN §5, "Flow").

use keepalive_domain::calendar::MS_PER_DAY;

use crate::record::SystemView;
use crate::turnaround::{TurnaroundClock, turnaround_curve};

/// The share of requests delivered by the age an open one is held against (DOMAIN §5).
pub const OWN_PERCENTILE: f64 = 0.85;

/// An open request and its age.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenRequest {
    /// Position in the facts.
    pub request: usize,
    /// Days of 24 hours from the first state to the end of the last measured day, closed time included.
    pub age_days: f64,
    /// Its age as people count it: calendar days since the local day of the first state.
    pub calendar_days: i64,
    /// Older than the clinic's own 85th percentile; `None` while that is not measured.
    pub beyond_percentile: Option<bool>,
}

/// The open requests of a system with the line they are held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Ageing {
    /// Days within which 85 % of the system's requests are delivered, open ones counted in (Kaplan-Meier);
    /// `None` while fewer have been.
    pub percentile_days: Option<f64>,
    /// Open requests in list order.
    pub open: Vec<OpenRequest>,
}

/// How many requests of other systems, or of none, were open at the end of the last measured day.
#[must_use]
pub fn open_elsewhere(view: &SystemView<'_>) -> u64 {
    let systems = view.record().request_system();
    let open = view.timelines().iter().zip(systems).filter(|(timeline, system)| {
        **system != Some(view.position())
            && timeline.first().is_some()
            && timeline.is_open_at_end_of(view.last_day())
    });
    open.count() as u64
}

/// The ages of the requests open at the end of the last measured day.
#[must_use]
pub fn ageing(view: &SystemView<'_>) -> Ageing {
    let days = |ms: i64| ms as f64 / MS_PER_DAY as f64;
    let end_ms = view.facts().zone.day_end(view.last_day());
    let percentile_ms =
        turnaround_curve(view, TurnaroundClock::Delivered).time_when_left(1.0 - OWN_PERCENTILE);
    let open = view.begun_requests().filter_map(|(request, timeline)| {
        let first = timeline.first().filter(|_| timeline.is_open_at_end_of(view.last_day()))?;
        let age_ms = end_ms - first.at;
        let beyond_percentile = percentile_ms.map(|percentile_ms| age_ms > percentile_ms);
        let calendar_days = view.last_day().signed_duration_since(first.day).num_days();
        Some(OpenRequest { request, age_days: days(age_ms), calendar_days, beyond_percentile })
    });
    Ageing { percentile_days: percentile_ms.map(days), open: open.collect() }
}
