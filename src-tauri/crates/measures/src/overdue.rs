//! Requests the vendor sits on past its original promise (DOMAIN §5; TABLES, reading rules).

use keepalive_domain::words::RequestState;

use crate::compare::{ratio, share};
use crate::periods::{Periods, Span, day_after};
use crate::promises::fix_due_on;
use crate::record::SystemView;
use crate::timeline::Timeline;

/// The FTE an overdue figure is related to (DOMAIN §5).
pub const FTE_OF_A_SMALL_CLINIC: f64 = 10.0;

/// Overdue request-days of each period: days at whose end a request waits on the vendor, after the original
/// `fix` (else `delivery`) promise was due.
#[must_use]
pub fn overdue_days(view: &SystemView<'_>, periods: &Periods) -> Vec<i64> {
    let mut overdue = periods.filled(0);
    for span in overdue_spans(view) {
        for (index, days) in periods.overlaps(span) {
            overdue[index] += days;
        }
    }
    overdue
}

/// Overdue request-days per 10 FTE of each period; `None` without a known FTE.
#[must_use]
pub fn per_10_fte(overdue_days: &[i64], average_fte: &[Option<f64>]) -> Vec<Option<f64>> {
    overdue_days
        .iter()
        .zip(average_fte)
        .map(|(&days, &fte)| ratio(days as f64, fte).map(|per_fte| per_fte * FTE_OF_A_SMALL_CLINIC))
        .collect()
}

/// Overdue requests ÷ open requests at the end of the last measured day; `None` if none is open.
#[must_use]
pub fn overdue_share_of_open(view: &SystemView<'_>) -> Option<f64> {
    let open =
        view.begun_requests().filter(|(_, timeline)| timeline.is_open_at_end_of(view.last_day())).count();
    let overdue = overdue_spans(view).filter(|span| span.contains(view.last_day())).count();
    share(overdue as u64, open as u64)
}

/// The runs of days at whose end one of the system's requests was overdue.
fn overdue_spans(view: &SystemView<'_>) -> impl Iterator<Item = Span> {
    view.begun_requests().flat_map(move |(index, timeline)| overdue_spans_of(view, index, timeline))
}

/// The runs of days at whose end this request was overdue.
pub(crate) fn overdue_spans_of<'v>(
    view: &'v SystemView<'_>,
    request: usize,
    timeline: &'v Timeline,
) -> impl Iterator<Item = Span> + use<'v> {
    let due_on = fix_due_on(&view.facts().requests[request], view.last_day());
    let until = view.until();
    due_on.into_iter().flat_map(move |due_on| {
        let overdue = Span::new(day_after(due_on), until);
        timeline
            .segments(until)
            .filter(|(_, change)| change.state == RequestState::WaitingVendor)
            .map(move |(span, _)| span.intersect(overdue))
            .filter(|span| !span.is_empty())
    })
}
