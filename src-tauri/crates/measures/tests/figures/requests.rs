//! Flow, overdue days, turnaround and the vendor scorecard, worked by hand (A10, A17, A18, A21, A22, A26, A27).

use keepalive_domain::facts::{Facts, Request};
use keepalive_domain::words::{Break, Clock, RequestFactKind, RequestState::*};

use crate::clinic::{
    VENDOR, chase, close, day, fact, facts, measured, months, occurrence, person, promise, request, system,
    workaround,
};

/// A clinic that went live on 1 March 2026 with 4 FTE and these requests.
fn clinic(requests: Vec<Request>) -> Facts {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-01")];
    facts.people = vec![person("p", "2026-01-01", 4.0)];
    facts.requests = requests;
    facts
}

#[test]
fn arrivals_departures_and_work_in_progress() {
    let facts = clinic(vec![
        // Before go-live, still open: in progress only.
        request("r1", &[("2026-02-10T10:00:00Z", New)]),
        // Closed, reopened and closed again: two arrivals, two departures, one ask.
        request(
            "r2",
            &[
                ("2026-03-02T10:00:00Z", New),
                ("2026-03-05T10:00:00Z", Verified),
                ("2026-03-06T10:00:00Z", Delivered),
                ("2026-03-10T10:00:00Z", Reopened),
                ("2026-03-20T10:00:00Z", Withdrawn),
            ],
        ),
        // Reopening an open one is neither; the closing comes in April.
        request(
            "r3",
            &[
                ("2026-03-03T10:00:00Z", New),
                ("2026-03-04T10:00:00Z", Reopened),
                ("2026-04-02T10:00:00Z", Merged),
            ],
        ),
    ]);
    let months = months(&facts, "2026-04-10");
    assert_eq!((months[0].arrivals, months[0].departures, months[0].wip, months[0].withdrawn), (3, 2, 2, 1));
    assert_eq!((months[1].arrivals, months[1].departures, months[1].wip, months[1].withdrawn), (0, 1, 1, 0));
    assert_eq!(months[0].asks_per_active_workaround, None);
}

/// Two workarounds active on 1 March, a third starts on the 2nd: 1 ask ÷ 2. Entries of week 1: two new
/// workarounds, the request, and 2 entries that together say 7 occurrences (A9).
#[test]
fn asks_and_entries() {
    let mut facts = clinic(vec![request("r", &[("2026-03-03T10:00:00Z", New)])]);
    facts.workarounds =
        ["2026-02-01", "2026-03-01", "2026-03-02"].map(|s| workaround("w", Break::Drift, s)).into();
    let mut twice = occurrence("2026-03-05", None, 7);
    twice.entries = 2;
    facts.workarounds[0].occurrences = vec![twice];
    let measured = measured(&facts, "2026-03-31");
    assert_eq!(measured.months[0].asks_per_active_workaround, Some(0.5));
    assert_eq!(measured.weeks[0].entries, 2 + 1 + 2);
}

/// Waiting on the vendor at the end of 5 to 24 March; fix promised for the 10th, put off to the 30th. Overdue
/// by the original on 11 to 24 March: 14 days. Per 10 FTE with 4 FTE: 35.
#[test]
fn overdue_days_run_from_the_original_promise() {
    let mut asked = request(
        "r",
        &[
            ("2026-03-02T10:00:00Z", New),
            ("2026-03-05T23:00:00Z", WaitingVendor),
            ("2026-03-25T00:30:00Z", Delivered),
        ],
    );
    asked.promises = vec![
        promise(Clock::Fix, "2026-03-09", "2026-03-30"),
        promise(Clock::Fix, "2026-03-06", "2026-03-10"),
        promise(Clock::Delivery, "2026-03-01", "2026-03-02"),
    ];
    let mut facts = clinic(vec![asked]);
    let months_of = |facts: &Facts| months(facts, "2026-04-30");
    close(months_of(&facts)[0].overdue_days_per_10_fte.unwrap(), 35.0);
    close(months_of(&facts)[1].overdue_days_per_10_fte.unwrap(), 0.0);
    // Without a fix promise the delivery promise of 2 March counts: 5 to 24 March, 20 days ÷ 4 × 10.
    facts.requests[0].promises.retain(|promise| promise.clock == Clock::Delivery);
    close(months_of(&facts)[0].overdue_days_per_10_fte.unwrap(), 50.0);
}

/// Delivered after 2, 4 and 6 days, one open for 3 days as of the end of 4 March, one withdrawn after 1 day.
/// Risk sets: at 2: 2, 3, 4, 6 → S = 3/4; at 4 (after the censoring at 3): 4, 6 → 3/8. Median 4 days.
#[test]
fn turnaround_counts_open_and_closed_requests_as_censored() {
    let delivered = |start: &'static str, end: &'static str| request("r", &[(start, New), (end, Delivered)]);
    let facts = clinic(vec![
        delivered("2026-02-20T06:00:00Z", "2026-02-22T06:00:00Z"),
        delivered("2026-02-20T06:00:00Z", "2026-02-24T06:00:00Z"),
        delivered("2026-02-20T06:00:00Z", "2026-02-26T06:00:00Z"),
        request("open", &[("2026-03-02T00:00:00Z", New)]),
        request("gone", &[("2026-02-20T06:00:00Z", New), ("2026-02-21T06:00:00Z", Withdrawn)]),
    ]);
    let delivered = measured(&facts, "2026-03-04").turnaround.delivered;
    assert_eq!((delivered.n, delivered.events, delivered.median_days), (5, 3, Some(4.0)));
}

/// Delivered, reopened and delivered again: the clock runs from the first state to the second delivery. The
/// first response came before the request was written down: 0 days.
#[test]
fn turnaround_takes_the_first_event_after_the_last_reopening() {
    let mut asked = request(
        "r",
        &[
            ("2026-03-02T00:00:00Z", New),
            ("2026-03-03T00:00:00Z", Delivered),
            ("2026-03-04T00:00:00Z", Verified),
            ("2026-03-10T00:00:00Z", Reopened),
            ("2026-03-12T12:00:00Z", Delivered),
            ("2026-03-13T12:00:00Z", Delivered),
        ],
    );
    asked.facts = vec![
        fact("2026-03-08T00:00:00Z", RequestFactKind::FirstResponse),
        fact("2026-03-01T22:00:00Z", RequestFactKind::FirstResponse),
    ];
    let turnaround = measured(&clinic(vec![asked]), "2026-03-31").turnaround;
    assert_eq!(turnaround.delivered.median_days, Some(10.5));
    assert_eq!(turnaround.first_response.median_days, Some(0.0));
    assert_eq!((turnaround.verified.events, turnaround.workaround_offered.events), (0, 0));
}

/// Lived 10, 20 and 30 days; one is alive since 1 March, 31 days at the end of 31 March. S: 3/4 after 10 days,
/// 2/4 after 20: median 20.
#[test]
fn half_of_the_workarounds_are_gone_after_the_median() {
    let mut facts = clinic(vec![]);
    let life = |started: &str, ended: &str| {
        let mut life = workaround("w", Break::Drift, started);
        life.ended = Some(day(ended));
        life
    };
    facts.workarounds = vec![
        life("2026-02-01", "2026-02-11"),
        life("2026-02-01", "2026-02-21"),
        life("2026-02-01", "2026-03-03"),
        life("2026-03-01", "2026-04-01"),
    ];
    let survival = measured(&facts, "2026-03-31").workaround_survival;
    assert_eq!((survival.n, survival.retired, survival.median_days), (4, 3, Some(20.0)));
    assert_eq!(measured(&facts, "2026-04-01").workaround_survival.retired, 4);
}

fn vendor_request(states: &[(&str, keepalive_domain::words::RequestState)]) -> Request {
    let mut asked = request("r", states);
    asked.route = VENDOR;
    asked
}

/// r1: response promised for the 5th, came on the 5th: kept. Fix promised for the 10th, then the 20th (a slip),
/// then the 15th (none), delivered on the 18th: due, not kept. r2: delivery by the 12th, but declined out of
/// scope on the 11th: void. r3: workaround by the 31st, the last measured day: not due yet. Originals: 4.
#[test]
fn promises_kept_due_void_and_slipped() {
    let mut r1 = vendor_request(&[("2026-03-02T10:00:00Z", New), ("2026-03-18T10:00:00Z", Delivered)]);
    r1.facts = vec![fact("2026-03-05T23:59:59Z", RequestFactKind::FirstResponse)];
    r1.promises = vec![
        promise(Clock::Response, "2026-03-02", "2026-03-05"),
        promise(Clock::Fix, "2026-03-02", "2026-03-10"),
        promise(Clock::Fix, "2026-03-09", "2026-03-20"),
        promise(Clock::Fix, "2026-03-12", "2026-03-15"),
        promise(Clock::Fix, "2026-04-01", "2026-05-15"),
    ];
    r1.has_vendor_contact = true;
    r1.chases = vec![chase("2026-03-11T10:00:00Z", 5.0), chase("2026-03-12T10:00:00Z", 5.0)];
    let mut r2 = request("r2", &[("2026-03-02T10:00:00Z", New), ("2026-03-11T10:00:00Z", DeclinedVendor)]);
    r2.promises = vec![promise(Clock::Delivery, "2026-03-03", "2026-03-12")];
    let mut r3 = request("r3", &[("2026-03-02T10:00:00Z", New)]);
    r3.promises = vec![promise(Clock::Workaround, "2026-03-03", "2026-03-31")];
    r3.chases = vec![chase("2026-03-11T10:00:00Z", 5.0)];
    let mut facts = clinic(vec![r1, r2, r3]);
    let vendor = measured(&facts, "2026-03-31").vendors.remove(0);
    assert_eq!(vendor.vendor, "ehr vendor");
    assert_eq!((vendor.kept, vendor.due), (1, 2));
    close(vendor.slips_per_promise.unwrap(), 0.25);
    // r1 and r2 are vendor requests, r3 is not: delivered and declined are decided.
    close(vendor.out_of_scope_share.unwrap(), 0.5);
    close(vendor.named_contact_share.unwrap(), 0.5);
    close(vendor.chases_per_request.unwrap(), 1.0);
    // A day later r3's promise is due.
    assert_eq!(measured(&facts, "2026-04-01").vendors[0].due, 3);
    // A later reopening takes no keeping back.
    facts.requests[0].promises = vec![promise(Clock::Fix, "2026-03-02", "2026-03-18")];
    facts.requests[0].states.push(request("x", &[("2026-03-19T10:00:00Z", Reopened)]).states[0]);
    assert_eq!(measured(&facts, "2026-03-31").vendors[0].kept, 1);
}

#[test]
fn without_requests_the_vendor_has_no_shares() {
    let vendor = measured(&clinic(vec![]), "2026-03-31").vendors.remove(0);
    assert_eq!((vendor.kept, vendor.due, vendor.slips_per_promise), (0, 0, None));
    assert_eq!((vendor.out_of_scope_share, vendor.chases_per_request), (None, None));
}

/// A promise for 12 March is void if the request was closed at the end of that very day without the thing having come
/// (A26); closed a day later, or reopened again by the evening, it was broken. A verification alone is no delivery.
#[test]
fn a_promise_is_void_if_the_request_was_closed_at_the_end_of_its_due_day() {
    let became = |states: &[_]| {
        let mut asked = request("r", states);
        asked.promises = vec![promise(Clock::Fix, "2026-03-03", "2026-03-12")];
        let vendor = measured(&clinic(vec![asked]), "2026-03-31").vendors.remove(0);
        (vendor.kept, vendor.due)
    };
    let asked = ("2026-03-02T10:00:00Z", New);
    assert_eq!(became(&[asked, ("2026-03-12T23:59:59Z", Withdrawn)]), (0, 0));
    assert_eq!(became(&[asked, ("2026-03-12T10:00:00Z", Verified)]), (0, 0));
    assert_eq!(became(&[asked, ("2026-03-13T00:00:00Z", Withdrawn)]), (0, 1));
    assert_eq!(
        became(&[asked, ("2026-03-12T10:00:00Z", Withdrawn), ("2026-03-12T11:00:00Z", Reopened)]),
        (0, 1)
    );
}

/// Rows of one instant stand in the order of the file (A10): delivered and then back at work is open work of ours,
/// the other way round it is delivered.
#[test]
fn rows_of_one_instant_stand_as_listed() {
    let noon = "2026-03-02T12:00:00Z";
    let decided = |last: [keepalive_domain::words::RequestState; 2]| {
        let asked = vendor_request(&[("2026-03-01T10:00:00Z", New), (noon, last[0]), (noon, last[1])]);
        measured(&clinic(vec![asked]), "2026-03-31").vendors[0].out_of_scope_share
    };
    assert_eq!(decided([Delivered, InProgress]), None);
    assert_eq!(decided([InProgress, Delivered]), Some(0.0));
    // What follows a closing row of the same instant is ignored like any other.
    assert_eq!(decided([DeclinedVendor, Delivered]), Some(1.0));
}
