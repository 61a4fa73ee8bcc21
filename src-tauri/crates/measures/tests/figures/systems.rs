//! Several systems: what belongs to which, and until when (A1, A4, A5, A6, A24).

use keepalive_domain::facts::Facts;
use keepalive_domain::words::{AnsweredIn, Break, RequestState};
use keepalive_measures::{measure, measure_system};

use crate::clinic::{close, day, facts, guess, question, request, system, workaround};

/// An old system replaced on 1 March by a new one.
fn replaced() -> Facts {
    let mut facts = facts();
    facts.systems = vec![system("new", "2026-03-01"), system("old", "2026-01-01")];
    facts.systems[1].retired = Some(day("2026-03-01"));
    facts
}

#[test]
fn a_retired_system_ends_the_day_before() {
    let mut facts = replaced();
    facts.workarounds = vec![workaround("w", Break::Drift, "2026-02-01")];
    facts.workarounds[0].estimates = vec![guess("2026-02-01", 1.0, 7.0, 60.0)];
    facts.workarounds.push(workaround("v", Break::Support, "2026-03-01"));
    facts.workarounds[1].estimates = vec![guess("2026-03-01", 1.0, 7.0, 60.0)];
    let measures = measure(&facts, day("2026-03-31"));
    let old = &measures.systems[0];
    assert_eq!((old.system.as_str(), old.months.len()), ("old", 2));
    close(old.months[1].hours.drift, 28.0);
    assert!(!old.months[1].partial, "1 to 28 February is whole");
    let new = &measures.systems[1];
    close(new.months[0].hours.support, 31.0);
    close(new.months[0].hours.drift, 0.0);
    assert_eq!((old.workaround_survival.n, old.workaround_survival.retired), (1, 0));
}

#[test]
fn a_month_cut_short_by_retirement_is_partial() {
    let mut facts = replaced();
    facts.systems[1].retired = Some(day("2026-02-11"));
    let measures = measure(&facts, day("2026-03-31"));
    assert!(measures.systems[0].months[1].partial);
    assert_eq!(measures.systems[0].months.len(), 2);
}

#[test]
fn items_belong_to_the_system_live_when_they_began() {
    let mut facts = replaced();
    facts.requests = vec![
        request("r1", &[("2025-12-24T10:00:00Z", RequestState::New)]),
        request("r2", &[("2026-02-28T10:00:00Z", RequestState::New)]),
        request("r3", &[("2026-03-01T10:00:00Z", RequestState::New)]),
        request("r4", &[("2026-03-01T10:00:00Z", RequestState::New)]),
    ];
    facts.requests[3].system = Some(1);
    let measures = measure(&facts, day("2026-03-31"));
    assert_eq!(measures.systems[0].turnaround.delivered.n, 2, "r1 and r2; r4 came after its last day");
    assert_eq!(measures.systems[1].turnaround.delivered.n, 1, "r3");
}

#[test]
fn questions_count_on_every_systems_axis() {
    let mut facts = replaced();
    facts.questions = vec![question("q", &[("2026-01-01", AnsweredIn::Unanswered)])];
    let measures = measure(&facts, day("2026-03-31"));
    assert_eq!(measures.systems[0].months[0].unanswered_share, Some(1.0));
    assert_eq!(measures.systems[1].months[0].unanswered_share, Some(1.0));
}

#[test]
fn one_system_can_be_asked_for() {
    let facts = replaced();
    assert_eq!(measure_system(&facts, day("2026-03-31"), "new").systems.len(), 1);
    assert!(measure_system(&facts, day("2026-03-31"), "nobody's").systems.is_empty());
}

#[test]
fn systems_that_went_live_on_one_day_stand_by_their_keys() {
    let mut facts = facts();
    facts.systems = ["b", "c", "a"].map(|key| system(key, "2026-03-01")).into();
    facts.systems.push(system("z", "2026-02-01"));
    let measures = measure(&facts, day("2026-03-31"));
    let keys: Vec<_> = measures.systems.iter().map(|system| system.system.as_str()).collect();
    assert_eq!(keys, ["z", "a", "b", "c"]);
}
