//! Whether a workaround has stopped once what was to end it was delivered (DOMAIN §3).

use keepalive_domain::facts::{Facts, Link};
use keepalive_domain::words::{Break, RequestState, RequestState::*};
use keepalive_measures::Record;
use keepalive_measures::after_delivery::after_delivery;

use crate::clinic::{day, facts, guess, occurrence, request, system, workaround};

const ASKED: (&str, RequestState) = ("2026-02-01T09:00:00Z", New);
const DELIVERED: (&str, RequestState) = ("2026-03-02T09:00:00Z", Delivered);

/// One workaround, linked to a request with these states.
fn linked(states: &[(&str, RequestState)]) -> Facts {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-01-01")];
    facts.workarounds = vec![workaround("w", Break::Drift, "2026-01-10")];
    facts.requests = vec![request("r", states)];
    facts.links = vec![Link { request: 0, workaround: 0 }];
    facts
}

/// The day of the delivery, the newest day on which it went on since, and whether it is asked.
fn stands(facts: &Facts, as_of: &str) -> Option<(String, Option<String>, bool)> {
    let record = Record::new(facts);
    let found = after_delivery(&record.systems(day(as_of)).next().unwrap());
    assert!(found.len() <= 1);
    let of = found.first()?;
    Some((of.delivered_on.to_string(), of.goes_on.map(|on| on.to_string()), of.asks))
}

fn asks(facts: &Facts, as_of: &str) -> bool {
    stands(facts, as_of).is_some_and(|(_, _, asks)| asks)
}

#[test]
fn a_delivery_asks_from_the_next_day_on_until_it_ended() {
    let mut facts = linked(&[ASKED, DELIVERED]);
    assert_eq!(stands(&facts, "2026-03-01"), None, "not delivered yet");
    assert_eq!(
        stands(&facts, "2026-03-02"),
        Some(("2026-03-02".into(), None, false)),
        "on the day nobody can tell"
    );
    assert_eq!(stands(&facts, "2026-03-03"), Some(("2026-03-02".into(), None, true)));
    facts.workarounds[0].ended = Some(day("2026-03-10"));
    assert!(asks(&facts, "2026-03-09"));
    assert_eq!(stands(&facts, "2026-03-10"), None);
}

/// Verified on the 20th, delivered on the 2nd: the days run from the delivery.
#[test]
fn a_verified_request_asks_as_well_and_any_other_end_does_not() {
    let verified = linked(&[ASKED, DELIVERED, ("2026-03-20T09:00:00Z", Verified)]);
    assert_eq!(stands(&verified, "2026-03-25"), Some(("2026-03-02".into(), None, true)));
    let at_once = linked(&[("2026-03-20T09:00:00Z", Verified)]);
    assert_eq!(stands(&at_once, "2026-03-25"), Some(("2026-03-20".into(), None, true)));
    for state in [DeclinedVendor, DeclinedClinic, Withdrawn, Triaged, Reopened] {
        let other = linked(&[ASKED, DELIVERED, ("2026-03-20T09:00:00Z", state)]);
        assert_eq!(stands(&other, "2026-03-25"), None, "{state:?}");
    }
}

/// Delivered on 2 March, reopened on the 10th, verified on the 20th without another delivery: what went on before the reopening
/// says nothing of what came after it.
#[test]
fn what_was_delivered_before_a_reopening_counts_no_more() {
    let mut facts =
        linked(&[ASKED, DELIVERED, ("2026-03-10T09:00:00Z", Reopened), ("2026-03-20T09:00:00Z", Verified)]);
    facts.workarounds[0].occurrences = vec![occurrence("2026-03-05", None, 1)];
    assert_eq!(stands(&facts, "2026-03-25"), Some(("2026-03-20".into(), None, true)));
}

#[test]
fn another_request_that_is_still_to_end_it_keeps_the_question_back() {
    let mut facts = linked(&[ASKED, DELIVERED]);
    facts.requests.push(request(
        "s",
        &[ASKED, ("2026-03-05T09:00:00Z", WaitingVendor), ("2026-03-12T09:00:00Z", Withdrawn)],
    ));
    facts.links.push(Link { request: 1, workaround: 0 });
    assert_eq!(stands(&facts, "2026-03-11"), None);
    assert!(asks(&facts, "2026-03-12"), "given up: the delivered one was all there was to come");
}

#[test]
fn a_merged_request_is_stood_for_by_the_one_it_went_into() {
    let mut facts = linked(&[ASKED, ("2026-02-03T09:00:00Z", Merged)]);
    facts.requests[0].states[1].into = Some(1);
    facts.requests.push(request("t", &[ASKED, DELIVERED]));
    assert!(asks(&facts, "2026-03-09"));
    facts.requests[0].states[1].into = None;
    assert_eq!(stands(&facts, "2026-03-09"), None);
}

/// It happened on 10 March, 28 days count with it: to 6 April it is known to go on, from the 7th nobody said so for long.
#[test]
fn what_happened_since_quiets_it_for_four_weeks() {
    let mut facts = linked(&[ASKED, DELIVERED]);
    facts.workarounds[0].occurrences = vec![occurrence("2026-03-02", None, 1)];
    assert!(asks(&facts, "2026-03-10"), "on the day of the delivery it may still have been before it");
    facts.workarounds[0].occurrences.push(occurrence("2026-03-10", None, 1));
    assert!(asks(&facts, "2026-03-09"), "what is still to come tells nothing yet");
    assert_eq!(stands(&facts, "2026-03-10"), Some(("2026-03-02".into(), Some("2026-03-10".into()), false)));
    assert!(!asks(&facts, "2026-04-06"));
    assert!(asks(&facts, "2026-04-07"));
    facts.workarounds[0].estimates = vec![guess("2026-04-01", 1.0, 1.0, 5.0)];
    assert!(!asks(&facts, "2026-04-07"), "a new estimate says that it goes on");
}

/// In use again from 5 March: the delivery of the 2nd did not end that, and by 2 April nobody said more.
#[test]
fn what_began_after_the_delivery_is_known_to_go_on_at_first() {
    let mut facts = linked(&[ASKED, DELIVERED]);
    facts.workarounds[0].started = day("2026-03-05");
    assert!(!asks(&facts, "2026-04-01"));
    assert!(asks(&facts, "2026-04-02"));
}

#[test]
fn accepted_since_the_delivery_it_is_decided_and_not_asked() {
    let mut facts = linked(&[ASKED, DELIVERED]);
    facts.workarounds[0].accepted_on = Some(day("2026-03-04"));
    assert!(asks(&facts, "2026-03-03"));
    assert!(!asks(&facts, "2026-03-04"));
    facts.workarounds[0].accepted_on = Some(day("2026-02-04"));
    assert!(asks(&facts, "2026-03-04"), "the delivery is news to whoever accepted it before");
}
