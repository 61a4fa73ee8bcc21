//! What the vendor promised and did (DOMAIN §5, TABLES A21, A22, A26).

use keepalive_domain::facts::Request;
use keepalive_domain::words::{Clock, RequestState, Route};
use serde::Serialize;

use crate::compare::{ratio, share};
use crate::promises::{Outcome, outcome, promise_line};
use crate::record::SystemView;
use crate::timeline::Timeline;

/// The log's side of the vendor scorecard.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VendorFigures {
    /// The vendor's name.
    pub vendor: String,
    /// Original promises kept.
    pub kept: u64,
    /// Original promises that fell due, the kept ones included.
    pub due: u64,
    /// Re-promises due later than the one before ÷ original promises.
    pub slips_per_promise: Option<f64>,
    /// Declined as out of scope ÷ decided, among the vendor requests.
    pub out_of_scope_share: Option<f64>,
    /// Vendor requests with a named contact ÷ vendor requests.
    pub named_contact_share: Option<f64>,
    /// Chases of vendor requests ÷ vendor requests.
    pub chases_per_request: Option<f64>,
}

/// The scorecard of the system's vendor; promises of all the system's requests, the rest of vendor requests.
#[must_use]
pub fn vendor_figures(view: &SystemView<'_>) -> VendorFigures {
    let mut promises = PromiseCounts::default();
    let mut asked = VendorRequestCounts::default();
    for (index, timeline) in view.begun_requests() {
        let request = &view.facts().requests[index];
        promises.add(view, request, timeline);
        if is_vendor_request(request, timeline) {
            asked.add(view, index, timeline);
        }
    }
    VendorFigures {
        vendor: view.system().vendor.clone(),
        kept: promises.kept,
        due: promises.due,
        slips_per_promise: ratio(promises.slips as f64, Some(promises.originals as f64)),
        out_of_scope_share: share(asked.out_of_scope, asked.decided),
        named_contact_share: share(asked.with_contact, asked.requests),
        chases_per_request: ratio(asked.chases as f64, Some(asked.requests as f64)),
    }
}

/// Routed to the vendor, or ever waiting on it or declined by it (A21).
#[must_use]
pub fn is_vendor_request(request: &Request, timeline: &Timeline) -> bool {
    let by_vendor = [RequestState::WaitingVendor, RequestState::DeclinedVendor];
    request.route == Some(Route::Vendor)
        || timeline.changes().iter().any(|change| by_vendor.contains(&change.state))
}

#[derive(Default)]
struct PromiseCounts {
    originals: u64,
    slips: u64,
    kept: u64,
    due: u64,
}

#[derive(Default)]
struct VendorRequestCounts {
    requests: u64,
    with_contact: u64,
    chases: u64,
    out_of_scope: u64,
    decided: u64,
}

impl PromiseCounts {
    fn add(&mut self, view: &SystemView<'_>, request: &Request, timeline: &Timeline) {
        let last_day = view.last_day();
        for line in Clock::ALL.iter().filter_map(|&clock| promise_line(request, clock, last_day)) {
            let outcome = outcome(line.original, request, timeline, last_day, |at| view.record().day_of(at));
            self.originals += 1;
            self.slips += line.slips;
            self.kept += u64::from(outcome == Outcome::Kept);
            self.due += u64::from(matches!(outcome, Outcome::Kept | Outcome::Broken));
        }
    }
}

impl VendorRequestCounts {
    fn add(&mut self, view: &SystemView<'_>, index: usize, timeline: &Timeline) {
        let request = &view.facts().requests[index];
        let chases = view.record().chases(index).filter(|(day, _)| *day <= view.last_day());
        let now = timeline.last().map(|change| change.state);
        self.requests += 1;
        self.with_contact += u64::from(request.has_vendor_contact);
        self.chases += chases.count() as u64;
        self.out_of_scope += u64::from(now == Some(RequestState::DeclinedVendor));
        self.decided += u64::from(matches!(
            now,
            Some(RequestState::DeclinedVendor | RequestState::Delivered | RequestState::Verified)
        ));
    }
}
