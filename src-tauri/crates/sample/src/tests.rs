//! What the sample promises.

use std::collections::{BTreeMap, BTreeSet};

use keepalive_domain::check::check;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use super::*;

fn plan(seed: u64, scale: u32) -> Plan {
    Plan {
        seed,
        months: USUAL_MONTHS,
        scale,
        today: "2026-12-03".parse().unwrap(),
        zone: ClinicZone::parse(ZONE).unwrap(),
    }
}

fn all(seed: u64) -> Vec<Change> {
    clinic(plan(seed, 1)).flatten().collect()
}

#[test]
fn the_same_seed_gives_the_same_clinic_and_another_gives_another() {
    assert_eq!(all(7), all(7));
    assert_ne!(all(7), all(8));
}

#[test]
fn it_is_as_large_as_it_says() {
    let mut counts = BTreeMap::new();
    for change in all(1) {
        *counts.entry(change.kind).or_insert(0) += 1;
    }
    assert_eq!(counts[&Kind::Person], 30);
    assert_eq!(counts[&Kind::Request], 300);
    assert_eq!(counts[&Kind::Workaround], 120);
    assert_eq!(counts[&Kind::Occurrence], 6_000);
    assert_eq!(counts[&Kind::System], 2);
    for kind in [Kind::Promise, Kind::Chase, Kind::Voice, Kind::Link, Kind::Pulse] {
        assert!(counts[&kind] > 50, "{kind}: {}", counts[&kind]);
    }
}

#[test]
fn scale_multiplies_the_occurrences_and_nothing_else() {
    let count = |scale, kind| clinic(plan(1, scale)).flatten().filter(|c| c.kind == kind).count();
    assert_eq!(count(3, Kind::Occurrence), 18_000);
    assert_eq!(count(3, Kind::Request), 300);
}

#[test]
fn every_thing_passes_the_checks_a_person_would_meet() {
    for change in all(2) {
        assert_eq!(check(change.kind, &change.set, plan(2, 1).today), [], "{change:?}");
        for (name, value) in &change.set {
            let field = change.kind.field(name).unwrap();
            assert_eq!(&Value::from_json(&value.to_json(), field.ty), value, "{}.{name}", change.kind);
        }
    }
}

#[test]
fn no_identity_is_used_twice_and_nothing_refers_into_the_void() {
    let changes = all(3);
    let ids: BTreeSet<_> = changes.iter().map(|c| c.entity).collect();
    assert_eq!(ids.len(), changes.len());
    for change in &changes {
        for value in change.set.values() {
            if let Value::Ref(id) = value {
                assert!(ids.contains(id), "{change:?}");
            }
        }
    }
}

#[test]
fn nothing_happens_after_today() {
    let plan = plan(5, 1);
    let end = plan.zone.day_end(plan.today);
    for change in clinic(plan).flatten() {
        if let Some(Value::Instant(at)) = change.set.get("at") {
            assert!(*at < end, "{change:?}");
        }
        for past in ["started", "ended", "made_on", "on", "from", "week_of", "accepted_on"] {
            if let Some(Value::Date(day)) = change.set.get(past) {
                assert!(*day <= plan.today, "{past}: {change:?}");
            }
        }
    }
}
