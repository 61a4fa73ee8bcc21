//! Requests that are done, on a day that nobody says: they count as done, and no time is measured to that day.

use keepalive_domain::facts::{Facts, Link, Request, StateChange};
use keepalive_domain::words::{Break, Clock, RequestState::*};
use keepalive_measures::Record;
use keepalive_measures::after_delivery::after_delivery;
use keepalive_measures::explain::{Asked, Figure, Missing, When, explain};
use keepalive_measures::overdue::overdue_days;
use keepalive_measures::promise_register::promise_register;
use keepalive_measures::promises::Outcome;
use keepalive_measures::turnaround::{TurnaroundClock, turnaround_curve, undated};
use keepalive_measures::whose_turn::{TurnDays, open_time, turn_days};

use crate::clinic::{at, day, facts, measured, months, occurrence, promise, request, system, workaround};

const AS_OF: &str = "2026-03-31";

fn clinic(requests: Vec<Request>) -> Facts {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-01")];
    facts.requests = requests;
    facts
}

/// Asked on 2 March; its last change stands on that day because the file says none.
fn done_some_day(key: &str, state: keepalive_domain::words::RequestState) -> Request {
    let mut request = request(key, &[("2026-03-02T10:00:00Z", New), ("2026-03-02T10:00:00Z", state)]);
    request.states[1].undated = true;
    request
}

/// Five delivered after 4, 6, 8, 10 and 12 days: after 8 days 2 of 5 are left. Three more are done some day; taken as delivered
/// on the day it was asked, one of them would have come after 0 days.
#[test]
fn no_time_is_measured_to_a_day_that_nobody_says() {
    let delivered = |days: u32| {
        let came = format!("2026-03-{:02}T10:00:00Z", 2 + days);
        request("dated", &[("2026-03-02T10:00:00Z", New), (&came, Delivered)])
    };
    let mut requests: Vec<Request> = [4, 6, 8, 10, 12].map(delivered).into();
    requests.extend([Delivered, Verified, DeclinedClinic].map(|state| done_some_day("some day", state)));
    let facts = clinic(requests);
    let record = Record::new(&facts);
    let view = record.system("ehr", day(AS_OF)).unwrap();

    let clock = measured(&facts, AS_OF).turnaround.delivered;
    assert_eq!((clock.n, clock.events, clock.undated), (5, 5, 3));
    assert_eq!(clock.median_days, Some(8.0));
    assert_eq!(turnaround_curve(&view, TurnaroundClock::Delivered).steps[0].time, 4 * 86_400_000);
    let left_out: Vec<usize> = undated(&view, TurnaroundClock::Delivered).collect();
    assert_eq!(left_out, [5, 6, 7]);
    // The one that was delivered some day is open, and waits to be verified since it was asked, as the five.
    let verified = measured(&facts, AS_OF).turnaround.verified;
    assert_eq!((verified.n, verified.events, verified.undated), (6, 0, 2));
    let told = explain(
        &view,
        Asked { figure: Figure::Delivered, when: When::Now, of_break: None, item: None, last_entries: &[] },
    );
    assert!(told.unwrap().missing.contains(&Missing::Undated(3)));
}

/// Three asked, two of them closed: one is left open, whatever nobody says about days.
#[test]
fn they_count_as_done() {
    let facts = clinic([Delivered, Verified, DeclinedClinic].map(|state| done_some_day("r", state)).into());
    let month = months(&facts, AS_OF).swap_remove(0);
    assert_eq!((month.arrivals, month.departures, month.wip), (3, 2, 1));
}

#[test]
fn whose_turn_it_was_is_not_known_and_no_zero() {
    let mut facts = clinic(vec![done_some_day("r", Delivered)]);
    facts
        .requests
        .push(request("dated", &[("2026-03-02T10:00:00Z", New), ("2026-03-05T10:00:00Z", Verified)]));
    let record = Record::new(&facts);
    let view = record.system("ehr", day(AS_OF)).unwrap();
    assert_eq!(turn_days(&view.timelines()[0], day(AS_OF)), None);
    assert_eq!(
        turn_days(&view.timelines()[1], day(AS_OF)),
        Some(TurnDays { ours: 3, ..TurnDays::default() })
    );
    let time = open_time(&view, None);
    assert_eq!((time.requests, time.elapsed.ours_ms), (1, 3 * 86_400_000));
    let turn = explain(
        &view,
        Asked { figure: Figure::TurnOurs, when: When::Now, of_break: None, item: Some(0), last_entries: &[] },
    );
    let turn = turn.unwrap();
    assert_eq!((turn.value, turn.missing), (None, vec![Missing::Undated(1)]));
}

/// Promised for 20 March. Nobody can say whether a delivery on an unknown day kept that.
#[test]
fn a_promise_is_neither_kept_nor_broken_by_it() {
    for (state, due) in [(Delivered, "2026-03-20"), (Verified, "2026-03-20"), (Delivered, "2026-04-20")] {
        let mut asked = done_some_day("r", state);
        asked.promises = vec![promise(Clock::Fix, "2026-03-03", due)];
        let facts = clinic(vec![asked]);
        let record = Record::new(&facts);
        let line = promise_register(&record.system("ehr", day(AS_OF)).unwrap())[0];
        assert_eq!(
            (line.outcome, line.came_on, line.days_late),
            (Outcome::Void, None, None),
            "{state:?} {due}"
        );
        assert_eq!(line.closed_on, None);
        let vendor = &measured(&facts, AS_OF).vendors[0];
        assert_eq!((vendor.kept, vendor.due), (0, 0));
    }
}

/// Done some day, opened again on 10 March and with the vendor since, who promised it for 20 March: on the 31st that is
/// 31 - 20 = 11 days late, the 11 days at whose end it was overdue. What it promised for 7 April is not due yet; what was due
/// on 8 March, before the reopening, may have been kept.
#[test]
fn what_is_promised_after_a_reopening_counts_again() {
    for state in [Delivered, Verified] {
        let reopened = |due| {
            let mut asked = request(
                "r",
                &[
                    ("2026-03-02T10:00:00Z", New),
                    ("2026-03-02T10:00:00Z", state),
                    ("2026-03-10T10:00:00Z", Reopened),
                    ("2026-03-10T11:00:00Z", WaitingVendor),
                ],
            );
            asked.states[1].undated = true;
            asked.promises = vec![promise(Clock::Fix, "2026-03-03", due)];
            clinic(vec![asked])
        };
        for (due, outcome, late, counted) in [
            ("2026-03-08", Outcome::Void, None, (0, 0)),
            ("2026-03-20", Outcome::Broken, Some(11), (0, 1)),
            ("2026-04-07", Outcome::Pending, None, (0, 0)),
        ] {
            let facts = reopened(due);
            let record = Record::new(&facts);
            let line = promise_register(&record.system("ehr", day(AS_OF)).unwrap())[0];
            assert_eq!((line.outcome, line.days_late), (outcome, late), "{state:?} {due}");
            let vendor = &measured(&facts, AS_OF).vendors[0];
            assert_eq!((vendor.kept, vendor.due), counted, "{state:?} {due}");
        }
        let facts = reopened("2026-03-20");
        let record = Record::new(&facts);
        let view = record.system("ehr", day(AS_OF)).unwrap();
        assert_eq!(overdue_days(&view, view.months()).iter().sum::<i64>(), 11);
        assert_eq!(turn_days(&view.timelines()[0], day(AS_OF)), None, "of its turns before nothing is known");
    }
}

/// Promised for 20 March and with the vendor again since the 10th, then done some day after that: whether that was in time
/// nobody can say.
#[test]
fn done_again_on_a_day_that_nobody_says_it_is_void_again() {
    let mut asked = request(
        "r",
        &[
            ("2026-03-02T10:00:00Z", Verified),
            ("2026-03-10T10:00:00Z", Reopened),
            ("2026-03-10T10:00:00Z", Delivered),
        ],
    );
    asked.states[2].undated = true;
    asked.promises = vec![promise(Clock::Fix, "2026-03-03", "2026-03-20")];
    let facts = clinic(vec![asked]);
    let record = Record::new(&facts);
    let line = promise_register(&record.system("ehr", day(AS_OF)).unwrap())[0];
    assert_eq!(line.outcome, Outcome::Void);
}

/// Asked on 2 March and delivered some day; used on the 5th, accepted on the 6th. Either may have been before the delivery: it is
/// not said that it goes on, and it is asked once 28 days are without a use: 5 March + 28 = 2 April. Verified on 4 March, the use
/// on the 5th and the acceptance are after it.
#[test]
fn a_use_is_not_said_to_be_after_a_delivery_that_nobody_says_the_day_of() {
    let mut facts = clinic(vec![done_some_day("r", Delivered)]);
    facts.workarounds = vec![workaround("w", Break::Drift, "2026-02-01")];
    facts.workarounds[0].occurrences = vec![occurrence("2026-03-05", None, 1)];
    facts.workarounds[0].accepted_on = Some(day("2026-03-06"));
    facts.links = vec![Link { request: 0, workaround: 0 }];
    let stands = |facts: &Facts, as_of: &str| {
        let record = Record::new(facts);
        let found = after_delivery(&record.system("ehr", day(as_of)).unwrap());
        (found[0].undated, found[0].goes_on, found[0].asks)
    };
    assert_eq!(stands(&facts, "2026-04-01"), (true, None, false));
    assert_eq!(stands(&facts, "2026-04-02"), (true, None, true));
    let verified =
        StateChange { at: at("2026-03-04T10:00:00Z"), state: Verified, undated: false, into: None };
    facts.requests[0].states.push(verified);
    assert_eq!(stands(&facts, "2026-04-02"), (true, Some(day("2026-03-05")), false));
}

/// Refused on 5 March, and some day: both count, 2 of 2, and only the day that somebody says stands in its row.
#[test]
fn the_day_that_nobody_says_stands_in_no_row_behind_a_figure() {
    let refused =
        request("dated", &[("2026-03-02T10:00:00Z", New), ("2026-03-05T10:00:00Z", DeclinedVendor)]);
    let facts = clinic(vec![refused, done_some_day("r", DeclinedVendor)]);
    let record = Record::new(&facts);
    let view = record.system("ehr", day(AS_OF)).unwrap();
    let share = explain(
        &view,
        Asked {
            figure: Figure::OutOfScopeShare,
            when: When::Now,
            of_break: None,
            item: None,
            last_entries: &[],
        },
    );
    let share = share.unwrap();
    assert_eq!(share.value, Some(1.0));
    let days: Vec<_> = share.rows.iter().map(|row| row.on).collect();
    assert_eq!(days, [Some(day("2026-03-05")), None]);
}
