//! Short ways to write down a small clinic.

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::facts::{
    Chase, Day, Estimate, Facts, InstantMs, OccurrenceCell, Person, Promise, Pulse, Question, Request,
    RequestFact, StateChange, System, Workaround,
};
use keepalive_domain::minutes::Minutes;
use keepalive_domain::thresholds::Thresholds;
use keepalive_domain::words::{
    AnsweredIn, Basis, Break, Clock, RequestFactKind, RequestKind, RequestState, Route,
};
use keepalive_measures::{Month, SystemMeasures, measure};

/// A day from `YYYY-MM-DD`.
pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// An instant from `YYYY-MM-DDTHH:MM:SSZ`.
pub(crate) fn at(text: &str) -> InstantMs {
    keepalive_domain::calendar::parse_instant(text).unwrap()
}

/// An empty clinic in UTC.
pub(crate) fn facts() -> Facts {
    Facts {
        zone: ClinicZone::parse("UTC").unwrap(),
        thresholds: Thresholds::default(),
        systems: vec![],
        people: vec![],
        workarounds: vec![],
        requests: vec![],
        links: vec![],
        voices: vec![],
        questions: vec![],
        pulse: vec![],
        events: vec![],
    }
}

/// A system still in use.
pub(crate) fn system(key: &str, go_live: &str) -> System {
    System { key: key.into(), vendor: format!("{key} vendor"), go_live: day(go_live), retired: None }
}

/// A member of staff, there all along, with one FTE row.
pub(crate) fn person(key: &str, fte_from: &str, fte: f64) -> Person {
    Person {
        key: key.into(),
        role: "nurse".into(),
        active_from: None,
        active_to: None,
        fte: vec![(day(fte_from), fte)],
    }
}

/// A workaround in use since a day, without estimates or occurrences.
pub(crate) fn workaround(key: &str, break_: Break, started: &str) -> Workaround {
    Workaround {
        key: key.into(),
        break_,
        system: None,
        area: None,
        started: day(started),
        ended: None,
        accepted_on: None,
        estimates: vec![],
        occurrences: vec![],
    }
}

/// A guessed estimate.
pub(crate) fn guess(
    from: &str,
    people: f64,
    uses_per_person_per_week: f64,
    minutes_per_use: f64,
) -> Estimate {
    Estimate { from: day(from), people, uses_per_person_per_week, minutes_per_use, basis: Basis::Guessed }
}

/// One entry of `times` occurrences.
pub(crate) fn occurrence(on: &str, minutes: Option<f64>, times: u32) -> OccurrenceCell {
    let minutes = minutes.map(|minutes| Minutes::from_f64(minutes).unwrap());
    OccurrenceCell { day: day(on), minutes, times, entries: 1 }
}

/// A request with these states.
pub(crate) fn request(key: &str, states: &[(&str, RequestState)]) -> Request {
    Request {
        key: key.into(),
        kind: RequestKind::Workflow,
        route: None,
        system: None,
        area: None,
        has_owner: false,
        has_vendor_contact: false,
        safety: false,
        states: states
            .iter()
            .map(|&(when, state)| StateChange { at: at(when), state, undated: false, into: None })
            .collect(),
        facts: vec![],
        promises: vec![],
        chases: vec![],
    }
}

/// A dated fact of a request.
pub(crate) fn fact(when: &str, fact: RequestFactKind) -> RequestFact {
    RequestFact { at: at(when), fact }
}

/// A promise.
pub(crate) fn promise(clock: Clock, made_on: &str, due_on: &str) -> Promise {
    Promise { clock, made_on: day(made_on), due_on: day(due_on) }
}

/// Time spent chasing.
pub(crate) fn chase(when: &str, minutes: f64) -> Chase {
    Chase { at: at(when), minutes: Minutes::from_f64(minutes).unwrap() }
}

/// A question with its answers over time.
pub(crate) fn question(key: &str, answers: &[(&str, AnsweredIn)]) -> Question {
    Question { key: key.into(), answers: answers.iter().map(|&(from, answer)| (day(from), answer)).collect() }
}

/// One pulse row.
pub(crate) fn pulse(person: usize, week_of: &str, answered: bool, hours: Option<(f64, f64)>) -> Pulse {
    Pulse {
        person,
        week_of: day(week_of),
        answered,
        ehr_hours_outside: hours.map(|hours| hours.0),
        scheduled_hours: hours.map(|hours| hours.1),
    }
}

/// The vendor route.
pub(crate) const VENDOR: Option<Route> = Some(Route::Vendor);

/// Fails unless the two numbers are equal but for rounding.
pub(crate) fn close(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1.0), "{a} is not {b}");
}

/// The months of the clinic's first system.
pub(crate) fn months(facts: &Facts, as_of: &str) -> Vec<Month> {
    measure(facts, day(as_of)).systems.remove(0).months
}

/// The figures of the clinic's first system.
pub(crate) fn measured(facts: &Facts, as_of: &str) -> SystemMeasures {
    measure(facts, day(as_of)).systems.remove(0)
}
