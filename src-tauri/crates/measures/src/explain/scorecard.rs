//! Behind the five questions: the vendor's requests alone, and the workarounds they were meant to end.

use std::collections::BTreeSet;

use super::{Explained, Figure, Method, Missing, Note, Of, Row, one, times};
use crate::compare::{ratio, share};
use crate::hours_lost::{can_be_counted, told_month, workaround_hours};
use crate::record::SystemView;
use crate::scorecard::is_vendor_request;
use crate::turnaround::TurnaroundClock;
use crate::vendor_evidence::{asked_of_vendor, vendor_evidence, way_to_delivery};

/// Steps, or hand-overs, up to delivery, of each delivered vendor request.
pub(super) fn handling(view: &SystemView<'_>, figure: Figure) -> Explained {
    let rows: Vec<Row> = vendor_requests(view)
        .into_iter()
        .filter_map(|index| {
            let way = way_to_delivery(&view.timelines()[index])?;
            let part = if figure == Figure::StepsPerDelivered { way.steps } else { way.hand_overs };
            Some(Row::new(Of::Request(index), part as f64).over(1.0).on_day_of(&way.delivered))
        })
        .collect();
    let found = vendor_evidence(view).handling;
    let parts = if figure == Figure::StepsPerDelivered { found.steps } else { found.hand_overs };
    out_of(ratio(parts as f64, Some(found.delivered as f64)), rows)
}

/// Each workaround with a vendor request, and whether that is delivered.
pub(super) fn granted(view: &SystemView<'_>) -> Explained {
    let rows = asked_of_vendor(view, &vendor_requests(view))
        .into_iter()
        .map(|(index, came)| {
            let row = Row::new(Of::Workaround(index), one(came)).over(1.0);
            row.on(view.facts().workarounds[index].started).because(Note::Granted(came))
        })
        .collect();
    let found = vendor_evidence(view).misfit;
    out_of(share(found.delivered, found.workarounds), rows)
}

/// How long workarounds with a vendor request live, delivered or not.
pub(super) fn survival(view: &SystemView<'_>) -> Explained {
    let asked = asked_of_vendor(view, &vendor_requests(view));
    let median = vendor_evidence(view).misfit.survival.median_days;
    times::lives_of(view, median, asked.into_iter().map(|(index, _)| index))
}

/// The days to one event of each vendor request.
pub(super) fn clock(view: &SystemView<'_>, figure: Figure) -> Explained {
    let clocks = vendor_evidence(view).clocks;
    let (clock, found) = match figure {
        Figure::VendorFirstResponse => (TurnaroundClock::FirstResponse, clocks.first_response),
        Figure::VendorWorkaroundOffered => (TurnaroundClock::WorkaroundOffered, clocks.workaround_offered),
        Figure::VendorVerified => (TurnaroundClock::Verified, clocks.verified),
        _ => (TurnaroundClock::Delivered, clocks.delivered),
    };
    let vendors = vendor_requests(view);
    times::clock_of(view, clock, found.median_days, times::HALF, |index| vendors.contains(&index))
}

/// Hours a month of each workaround still in use that a declined request was meant to end.
pub(super) fn refusal_hours(view: &SystemView<'_>) -> Explained {
    let mut rows = Vec::new();
    let mut uncounted = 0;
    for index in vendor_evidence(view).scope.still_lost_to {
        let workaround = &view.facts().workarounds[index];
        let row = Row::new(Of::Workaround(index), 0.0).on(workaround.started);
        let hours = workaround_hours(workaround, view.months(), view.last_day(), &view.facts().thresholds);
        let told = told_month(workaround, view.months()).filter(|_| can_be_counted(workaround));
        match told.and_then(|told| Some((told, hours.get(told.at)?))) {
            Some((told, hours)) => {
                let note = Note::OfMonth { n: told.n, unfinished: told.unfinished };
                rows.push(Row { part: Some(hours.all), ..row.because(note) });
            }
            None => {
                uncounted += 1;
                rows.push(Row { part: None, ..row.because(Note::Unmeasured) });
            }
        }
    }
    let measured = rows.iter().any(|row| row.part.is_some());
    let value = measured.then(|| rows.iter().filter_map(|row| row.part).sum());
    let missing = if rows.is_empty() {
        Some(Missing::NothingBelow)
    } else {
        (uncounted > 0).then_some(Missing::Uncounted(uncounted))
    };
    Explained { missing: missing.into_iter().collect(), ..Explained::of(value, Method::Sum, rows) }
}

/// Positions of the system's vendor requests (A21) begun by the last measured day.
fn vendor_requests(view: &SystemView<'_>) -> BTreeSet<usize> {
    let requests = view.begun_requests();
    let of_vendor =
        requests.filter(|(at, timeline)| is_vendor_request(&view.facts().requests[*at], timeline));
    of_vendor.map(|(index, _)| index).collect()
}

fn out_of(value: Option<f64>, rows: Vec<Row>) -> Explained {
    let missing = rows.is_empty().then_some(Missing::NothingBelow).into_iter().collect();
    Explained { missing, ..Explained::of(value, Method::Ratio { scale: 1.0 }, rows) }
}
