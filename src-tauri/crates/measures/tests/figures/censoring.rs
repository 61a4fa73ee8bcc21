//! Where the curves stop watching: open items, closed ones without the event, and who is still at risk (A17, A18).

use keepalive_domain::facts::{Facts, Request};
use keepalive_domain::words::{Break, RequestState::*};

use crate::clinic::{day, facts, measured, request, system, workaround};

fn clinic(requests: Vec<Request>) -> Facts {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-01")];
    facts.requests = requests;
    facts
}

/// Denver's 8 March 2026 has 23 hours: a request opened at its midnight, 07:00 UTC, is censored after 23 h. One was
/// delivered after 23.5 h, one after 48. At 23.5 h two are at risk, S = 1/2: the median. Censored after 24 h there
/// would be three, S = 2/3, and the median 2 days.
#[test]
fn an_open_request_is_watched_until_the_next_local_midnight() {
    let mut facts = clinic(vec![
        request("open", &[("2026-03-08T07:00:00Z", New)]),
        request("a", &[("2026-03-02T00:00:00Z", New), ("2026-03-02T23:30:00Z", Delivered)]),
        request("b", &[("2026-03-02T00:00:00Z", New), ("2026-03-04T00:00:00Z", Delivered)]),
    ]);
    facts.zone = "America/Denver".parse().unwrap();
    assert_eq!(measured(&facts, "2026-03-08").turnaround.delivered.median_days, Some(23.5 / 24.0));
}

/// Withdrawn after 1 day, reopened, withdrawn for good after 10: censored at 10. Delivered ones after 4 and 20 days.
/// At 4 three are at risk, S = 2/3; at 20 one, S = 0: median 20. Censored at 1 day it would be 4.
#[test]
fn a_request_closed_without_the_event_is_watched_until_its_last_closing() {
    let facts = clinic(vec![
        request(
            "gone",
            &[
                ("2026-03-01T00:00:00Z", New),
                ("2026-03-02T00:00:00Z", Withdrawn),
                ("2026-03-06T00:00:00Z", Reopened),
                ("2026-03-11T00:00:00Z", Withdrawn),
            ],
        ),
        request("a", &[("2026-03-01T00:00:00Z", New), ("2026-03-05T00:00:00Z", Delivered)]),
        request("b", &[("2026-03-01T00:00:00Z", New), ("2026-03-21T00:00:00Z", Delivered)]),
    ]);
    let delivered = measured(&facts, "2026-03-31").turnaround.delivered;
    assert_eq!((delivered.n, delivered.events, delivered.median_days), (3, 2, Some(20.0)));
}

/// In use since 30 March, 2 days at the end of the 31st, beside lives of 2 and 5 days: at 2 days all three are at risk,
/// S = 2/3, and the median is 5. Gone from the risk set at its own time it would be 2.
#[test]
fn a_censored_item_is_at_risk_at_its_own_time() {
    let mut facts = clinic(vec![]);
    facts.workarounds = ["2026-03-30", "2026-03-01", "2026-03-01"]
        .map(|started| workaround("w", Break::Drift, started))
        .into();
    facts.workarounds[1].ended = Some(day("2026-03-03"));
    facts.workarounds[2].ended = Some(day("2026-03-06"));
    let survival = measured(&facts, "2026-03-31").workaround_survival;
    assert_eq!((survival.n, survival.retired, survival.median_days), (3, 2, Some(5.0)));
}
