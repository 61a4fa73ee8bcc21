//! What lies after the last measured day has not happened yet (A4, A5).

use keepalive_domain::facts::{Day, Event, Facts, Item, Voice};
use keepalive_domain::words::{AnsweredIn, Break, Clock, EventKind, RequestState::*};
use keepalive_measures::{Record, SystemMeasures, measure};
use proptest::prelude::*;

use crate::clinic::{
    at, close, day, facts, guess, measured, occurrence, person, promise, pulse, question, request, system,
    workaround,
};
use crate::nasty_clinic::nasty_clinic;

fn clinic() -> Facts {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-01")];
    facts.people = vec![person("p", "2026-01-01", 1.0)];
    facts
}

fn value(measured: &SystemMeasures, test: &str) -> Option<f64> {
    measured.phase.because.iter().find(|reason| reason.test == test).unwrap().value
}

/// Four timed occurrences by 15 March, the fifth on the 16th. As of the 15th the guess of 60 minutes stands, 15 h; a day
/// later the median of 30 holds for all 16 days, also those already told: 8 h.
#[test]
fn the_fifth_timed_occurrence_changes_earlier_days_once_it_has_come() {
    let mut facts = clinic();
    facts.workarounds = vec![workaround("w", Break::Drift, "2026-03-01")];
    facts.workarounds[0].estimates = vec![guess("2026-03-01", 1.0, 7.0, 60.0)];
    facts.workarounds[0].occurrences =
        vec![occurrence("2026-03-10", Some(30.0), 4), occurrence("2026-03-16", Some(30.0), 1)];
    close(measured(&facts, "2026-03-15").months[0].hours.all, 15.0);
    close(measured(&facts, "2026-03-16").months[0].hours.all, 8.0);
}

/// Everything here is of 1 April or later: as of 31 March there is no record, no question, no known coverage, no
/// entry, no need voiced, no original promise.
#[test]
fn rows_after_the_last_measured_day_are_in_no_figure() {
    let mut facts = clinic();
    facts.workarounds = vec![workaround("w", Break::Drift, "2026-02-01")];
    facts.workarounds[0].occurrences = vec![occurrence("2026-04-01", Some(5.0), 1)];
    facts.workarounds.push(workaround("later", Break::Drift, "2026-04-01"));
    facts.questions = vec![question("q", &[("2026-04-01", AnsweredIn::Unanswered)])];
    facts.pulse = vec![pulse(0, "2026-04-01", true, Some((2.0, 20.0)))];
    facts.events = vec![Event {
        on: day("2026-04-01"),
        kind: EventKind::Replacement,
        title: "demo".into(),
        rebase: true,
    }];
    facts.voices =
        vec![Voice { item: Item::Workaround(0), person: "p".into(), at: at("2026-04-01T00:00:00Z") }];
    let before = measured(&facts, "2026-03-31");
    let month = &before.months[0];
    assert_eq!((month.recorded, month.unanswered_share), (0.0, None));
    assert_eq!((month.wow8, month.coverage, month.asks_per_active_workaround), (None, None, Some(0.0)));
    assert_eq!(
        (before.workaround_survival.n, before.weeks.iter().map(|week| week.entries).sum::<u64>()),
        (1, 0)
    );
    assert_eq!(value(&before, "replacement_events"), Some(0.0));
    assert_eq!(value(&before, "voices_on_one_need"), Some(0.0));
    assert_eq!((value(&before, "late_baseline"), value(&before, "low_coverage_weeks")), (None, None));

    let after = measured(&facts, "2026-04-01");
    assert_eq!((after.months[1].recorded, after.months[1].unanswered_share), (1.0, Some(1.0)));
    assert_eq!(
        (value(&after, "replacement_events"), value(&after, "voices_on_one_need")),
        (Some(1.0), Some(1.0))
    );
    assert_eq!(after.workaround_survival.n, 2);
}

/// Promised on 2 April for 20 March: as of 31 March nobody had promised anything.
#[test]
fn a_promise_made_later_is_none_yet() {
    let mut facts = clinic();
    facts.requests = vec![request("r", &[("2026-03-02T10:00:00Z", WaitingVendor)])];
    facts.requests[0].promises = vec![promise(Clock::Fix, "2026-04-02", "2026-03-20")];
    let before = measured(&facts, "2026-03-31");
    assert_eq!((before.vendors[0].due, value(&before, "overdue_share_of_open")), (0, Some(0.0)));
    let after = measured(&facts, "2026-04-02");
    assert_eq!((after.vendors[0].due, value(&after, "overdue_share_of_open")), (1, Some(1.0)));
}

/// Retired on 1 April: whatever the day asked for, its figures and its phase are of 31 March, when the request was open
/// and nobody spoke of replacing it.
#[test]
fn a_retired_system_is_measured_as_of_its_last_day() {
    let mut facts = clinic();
    facts.systems[0].retired = Some(day("2026-04-01"));
    facts.requests =
        vec![request("r", &[("2026-03-02T10:00:00Z", New), ("2026-04-01T10:00:00Z", Withdrawn)])];
    facts.events = vec![Event {
        on: day("2026-04-01"),
        kind: EventKind::Replacement,
        title: "RFP".into(),
        rebase: false,
    }];
    let measured = measured(&facts, "2026-12-31");
    assert_eq!((measured.months.len(), measured.months[0].wip, measured.months[0].departures), (1, 1, 0));
    assert_eq!(value(&measured, "replacement_events"), Some(0.0));
}

/// The clinic as its record stood on a day: nothing dated later, no end that was still to come. Which system an item is
/// of does not change with the day, so it is settled before.
fn as_it_stood(mut facts: Facts, as_of: Day) -> Facts {
    let record = Record::new(&facts);
    let (of_requests, of_workarounds) =
        (record.request_system().to_vec(), record.workaround_system().to_vec());
    for (request, system) in facts.requests.iter_mut().zip(of_requests) {
        request.system = system;
    }
    for (workaround, system) in facts.workarounds.iter_mut().zip(of_workarounds) {
        workaround.system = system;
    }
    let zone = facts.zone;
    let had_come = |at| zone.local_day(at) <= as_of;
    let past = |day: &Day| *day <= as_of;
    for system in &mut facts.systems {
        system.retired = system.retired.filter(past);
    }
    for person in &mut facts.people {
        person.fte.retain(|(from, _)| past(from));
    }
    for workaround in &mut facts.workarounds {
        workaround.ended = workaround.ended.filter(past);
        workaround.accepted_on = workaround.accepted_on.filter(past);
        workaround.estimates.retain(|estimate| past(&estimate.from));
        workaround.occurrences.retain(|cell| past(&cell.day));
    }
    for request in &mut facts.requests {
        request.states.retain(|change| had_come(change.at));
        request.facts.retain(|fact| had_come(fact.at));
        request.promises.retain(|promise| past(&promise.made_on));
        request.chases.retain(|chase| had_come(chase.at));
    }
    for question in &mut facts.questions {
        question.answers.retain(|(from, _)| past(from));
    }
    facts.voices.retain(|voice| had_come(voice.at));
    facts.pulse.retain(|row| past(&row.week_of));
    facts.events.retain(|event| past(&event.on));
    facts
}

proptest! {
    /// What is told of a day is what could have been told on it.
    #[test]
    fn no_figure_looks_ahead((facts, as_of) in nasty_clinic()) {
        let later = serde_json::to_value(measure(&facts, as_of)).unwrap();
        let then = serde_json::to_value(measure(&as_it_stood(facts, as_of), as_of)).unwrap();
        prop_assert_eq!(later, then);
    }
}
