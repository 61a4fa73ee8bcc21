//! Requests coming, going and waiting in each period (DOMAIN §5, TABLES A10).

use keepalive_domain::facts::Day;
use keepalive_domain::words::RequestState;

use crate::compare::ratio;
use crate::hours_lost::active_span;
use crate::periods::{Periods, day_before};
use crate::record::SystemView;

/// Requests in one period, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flow {
    /// First states, plus reopenings of closed requests.
    pub arrivals: u64,
    /// Changes into closing states.
    pub departures: u64,
    /// Open at the end of the period's last measured day, those from before go-live included.
    pub wip: u64,
    /// First states only.
    pub asks: u64,
    /// Departures that were "not worth asking any more".
    pub withdrawn: u64,
}

/// The flow of a system's requests in each of its months or weeks.
#[must_use]
pub fn flow(view: &SystemView<'_>, periods: &Periods) -> Vec<Flow> {
    let mut flow = periods.filled(Flow::default());
    let Some(measured) = periods.measured_days() else { return flow };
    let eve_of_go_live = day_before(measured.from);
    let mut open: u64 = 0;
    for (_, timeline) in view.begun_requests() {
        open += u64::from(timeline.is_open_at_end_of(eve_of_go_live));
        for change in timeline.changes() {
            let Some(index) = periods.index_of(change.day) else { continue };
            let period = &mut flow[index];
            period.arrivals += u64::from(change.arrives());
            period.departures += u64::from(change.closes());
            period.withdrawn += u64::from(change.state == RequestState::Withdrawn);
        }
        if let Some(index) = timeline.first().and_then(|first| periods.index_of(first.day)) {
            flow[index].asks += 1;
        }
    }
    for period in &mut flow {
        open = (open + period.arrivals).saturating_sub(period.departures);
        period.wip = open;
    }
    flow
}

/// Requests opened in each period per workaround active on its first day; `None` where none was.
#[must_use]
pub fn asks_per_active_workaround(
    view: &SystemView<'_>,
    periods: &Periods,
    flow: &[Flow],
) -> Vec<Option<f64>> {
    let starts = periods.as_slice().iter().map(|measured| measured.period.from);
    flow.iter()
        .zip(starts)
        .map(|(period, start)| ratio(period.asks as f64, Some(active_workarounds(view, start) as f64)))
        .collect()
}

/// How many of the system's workarounds were in use on a day.
#[must_use]
pub fn active_workarounds(view: &SystemView<'_>, day: Day) -> u64 {
    let in_use =
        |&&index: &&usize| active_span(&view.facts().workarounds[index], view.last_day()).contains(day);
    view.workarounds().iter().filter(in_use).count() as u64
}
