//! Requests that are done, on a day that nobody says: they count as done, and no time is measured to that day.

use keepalive_domain::facts::{Facts, Request};
use keepalive_domain::words::{Clock, RequestState::*};
use keepalive_measures::Record;
use keepalive_measures::explain::{Asked, Figure, Missing, When, explain};
use keepalive_measures::promise_register::promise_register;
use keepalive_measures::promises::Outcome;
use keepalive_measures::turnaround::{TurnaroundClock, turnaround_curve, undated};
use keepalive_measures::whose_turn::{TurnDays, open_time, turn_days};

use crate::clinic::{day, facts, measured, months, promise, request, system};

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
