//! The vendor's side, worked by hand: the register of promises and what stands beside the five questions.

use keepalive_domain::facts::{Facts, Link, Request};
use keepalive_domain::words::{Break, Clock, RequestFactKind, RequestState::*, Route};
use keepalive_measures::Record;
use keepalive_measures::promise_register::{RegisterLine, promise_register};
use keepalive_measures::promises::Outcome;
use keepalive_measures::vendor_evidence::{VendorEvidence, vendor_evidence};

use crate::clinic::{VENDOR, chase, day, fact, facts, promise, request, system, workaround};

fn clinic(requests: Vec<Request>) -> Facts {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-01")];
    facts.requests = requests;
    facts
}

fn register(facts: &Facts, as_of: &str) -> Vec<RegisterLine> {
    promise_register(&Record::new(facts).system("ehr", day(as_of)).unwrap())
}

fn evidence(facts: &Facts, as_of: &str) -> VendorEvidence {
    vendor_evidence(&Record::new(facts).system("ehr", day(as_of)).unwrap())
}

/// Promised for 20 March, then for 10 April, then for 5 April (earlier: no slip); delivered on 15 April:
/// 31 − 20 + 15 = 26 days late, one slip. Read on 1 April it is 31 − 20 + 1 = 12 days late and has not come.
#[test]
fn a_broken_promise_is_late_against_its_first_date() {
    let mut late = request(
        "late",
        &[
            ("2026-03-02T10:00:00Z", New),
            ("2026-03-03T10:00:00Z", WaitingVendor),
            ("2026-04-15T10:00:00Z", Delivered),
        ],
    );
    late.promises = vec![
        promise(Clock::Fix, "2026-03-05", "2026-03-20"),
        promise(Clock::Fix, "2026-03-21", "2026-04-10"),
        promise(Clock::Fix, "2026-03-25", "2026-04-05"),
    ];
    let facts = clinic(vec![late]);
    let line = register(&facts, "2026-04-30")[0];
    assert_eq!((line.outcome, line.slips, line.days_late), (Outcome::Broken, 1, Some(26)));
    assert_eq!(line.came_on, Some(day("2026-04-15")));
    assert_eq!(line.original.due_on, day("2026-03-20"));
    let line = register(&facts, "2026-04-01")[0];
    assert_eq!((line.outcome, line.days_late, line.came_on), (Outcome::Broken, Some(12), None));
}

/// Kept by a first response on the due day; void because the request was withdrawn before; pending because the
/// due day is today; late until the day it was declined, 4 days after it was due.
#[test]
fn kept_void_and_pending_promises_are_not_late() {
    let with = |key: &str, states: &[_], due: &str, clock| {
        let mut request = request(key, states);
        request.promises = vec![promise(clock, "2026-03-05", due)];
        request
    };
    let asked = ("2026-03-02T10:00:00Z", New);
    let mut kept = with("kept", &[asked], "2026-03-10", Clock::Response);
    kept.facts = vec![fact("2026-03-10T20:00:00Z", RequestFactKind::FirstResponse)];
    let facts = clinic(vec![
        kept,
        with("void", &[asked, ("2026-03-08T10:00:00Z", Withdrawn)], "2026-03-10", Clock::Fix),
        with("pending", &[asked], "2026-03-31", Clock::Delivery),
        with("declined", &[asked, ("2026-03-14T10:00:00Z", DeclinedVendor)], "2026-03-10", Clock::Workaround),
    ]);
    let became: Vec<_> =
        register(&facts, "2026-03-31").iter().map(|line| (line.outcome, line.days_late)).collect();
    let closed: Vec<_> = register(&facts, "2026-03-31").iter().map(|line| line.closed_on).collect();
    assert_eq!(closed, [None, Some(day("2026-03-08")), None, Some(day("2026-03-14"))]);
    assert_eq!(
        became,
        [(Outcome::Kept, None), (Outcome::Void, None), (Outcome::Pending, None), (Outcome::Broken, Some(4)),]
    );
}

/// Delivered: new → waiting_vendor → triaged → waiting_vendor → delivered = 4 steps and 4 hand-overs (ours to
/// the vendor's and back, twice). Reopened and delivered again: the second delivery counts, one more step each
/// for `reopened` and `delivered`, neither a hand-over: 6 steps, 4 hand-overs. A second one: new → triaged →
/// waiting_vendor → delivered = 3 steps, 2 hand-overs. Together 9 and 6 for 2 delivered.
#[test]
fn steps_and_hand_overs_until_delivery() {
    let twice = request(
        "twice",
        &[
            ("2026-03-02T10:00:00Z", New),
            ("2026-03-03T10:00:00Z", WaitingVendor),
            ("2026-03-04T10:00:00Z", Triaged),
            ("2026-03-05T10:00:00Z", WaitingVendor),
            ("2026-03-06T10:00:00Z", Delivered),
            ("2026-03-07T10:00:00Z", Reopened),
            ("2026-03-09T10:00:00Z", Delivered),
        ],
    );
    let once = request(
        "once",
        &[
            ("2026-03-02T10:00:00Z", New),
            ("2026-03-03T10:00:00Z", Triaged),
            ("2026-03-04T10:00:00Z", WaitingVendor),
            ("2026-03-06T10:00:00Z", Delivered),
            ("2026-03-08T10:00:00Z", Verified),
        ],
    );
    let mut waiting = request("waiting", &[("2026-03-02T10:00:00Z", New)]);
    waiting.route = VENDOR;
    let mut ours = request("ours", &[("2026-03-02T10:00:00Z", New), ("2026-03-03T10:00:00Z", Delivered)]);
    ours.route = Some(Route::InHouse);
    let evidence = evidence(&clinic(vec![twice, once, waiting, ours]), "2026-03-31");
    let handling = evidence.handling;
    assert_eq!((handling.delivered, handling.steps, handling.hand_overs), (2, 9, 6));
    assert_eq!(evidence.requests, 3, "ours never went to the vendor");
    assert_eq!(evidence.routes[&None], 2);
    assert_eq!(evidence.routes[&VENDOR], 1);
    assert_eq!(evidence.routes[&Some(Route::InHouse)], 1);
}

/// Three workarounds with a vendor request, one of them through a merged request: a is delivered and ended after
/// 9 days (1 to 10 March), b and c are declined and still in use on 31 March (31 and 22 days, censored). One of
/// three delivered. S falls to 2/3 at 9 days and stays: no median. b and c still cost hours; a fourth, linked to
/// a request of our own, is not the vendor's.
#[test]
fn workarounds_with_a_vendor_request() {
    let asked = |key: &str, last: (&str, keepalive_domain::words::RequestState)| {
        request(key, &[("2026-03-02T10:00:00Z", New), ("2026-03-03T10:00:00Z", WaitingVendor), last])
    };
    let mut merged = request("merged", &[("2026-03-02T10:00:00Z", New), ("2026-03-05T10:00:00Z", Merged)]);
    merged.states[1].into = Some(1);
    let mut ours = request("ours", &[("2026-03-02T10:00:00Z", New)]);
    ours.route = Some(Route::InHouse);
    let mut facts = clinic(vec![
        asked("came", ("2026-03-08T10:00:00Z", Delivered)),
        asked("refused", ("2026-03-09T10:00:00Z", DeclinedVendor)),
        merged,
        ours,
    ]);
    facts.workarounds = ["2026-03-01", "2026-03-01", "2026-03-10", "2026-03-01"]
        .map(|started| workaround("w", Break::Drift, started))
        .into();
    facts.workarounds[0].ended = Some(day("2026-03-10"));
    facts.links = (0..4).map(|at| Link { request: [0, 1, 2, 3][at], workaround: [0, 1, 2, 3][at] }).collect();
    let evidence = evidence(&facts, "2026-03-31");
    let misfit = evidence.misfit;
    assert_eq!((misfit.workarounds, misfit.delivered), (3, 1));
    assert_eq!((misfit.survival.n, misfit.survival.retired, misfit.survival.median_days), (3, 1, None));
    assert_eq!((evidence.scope.declined, evidence.scope.decided), (vec![1], 2));
    assert_eq!(evidence.scope.still_lost_to, [1, 2]);
}

/// First responses after 2 and 4 days, a third vendor request still waits after 29.x: S = 2/3 at 2 days, 1/3 at
/// 4, so the median is 4 days. A quick answer to a request of our own is not the vendor's. Chases: 10 + 25
/// minutes; the one after the last day does not count.
#[test]
fn clocks_contacts_and_chases_are_those_of_vendor_requests() {
    let to_vendor = |key: &str, answered: Option<&str>| {
        let mut request = request(key, &[("2026-03-02T00:00:00Z", New)]);
        request.route = VENDOR;
        request.facts = answered.map(|at| fact(at, RequestFactKind::FirstResponse)).into_iter().collect();
        request
    };
    let mut first = to_vendor("a", Some("2026-03-04T00:00:00Z"));
    first.has_vendor_contact = true;
    first.chases = vec![chase("2026-03-03T10:00:00Z", 10.0), chase("2026-04-03T10:00:00Z", 99.0)];
    let mut second = to_vendor("b", Some("2026-03-06T00:00:00Z"));
    second.chases = vec![chase("2026-03-05T10:00:00Z", 25.0)];
    let mut ours = to_vendor("ours", Some("2026-03-02T01:00:00Z"));
    ours.route = Some(Route::InHouse);
    let evidence = evidence(&clinic(vec![first, second, to_vendor("c", None), ours]), "2026-03-31");
    let response = evidence.clocks.first_response;
    assert_eq!((response.n, response.events, response.median_days), (3, 2, Some(4.0)));
    assert_eq!(evidence.clocks.delivered.median_days, None);
    assert_eq!((evidence.requests, evidence.with_contact, evidence.chases), (3, 1, 2));
    assert!((evidence.chase_minutes.as_f64() - 35.0).abs() < 1e-9);
}

#[test]
fn a_system_without_requests_has_counts_of_nothing_and_no_medians() {
    let evidence = evidence(&clinic(vec![]), "2026-03-31");
    assert_eq!((evidence.requests, evidence.handling.delivered, evidence.scope.decided), (0, 0, 0));
    assert_eq!(evidence.clocks.first_response.median_days, None);
    assert_eq!(evidence.misfit.survival.median_days, None);
}
