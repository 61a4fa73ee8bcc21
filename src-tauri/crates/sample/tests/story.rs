//! The sample clinic holds together, is the same every time, and is nobody's data.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

use std::collections::{BTreeMap, BTreeSet};

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::check::{Fields, check};
use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::MOST_ROWS_PER_OP;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::{FieldType, Value};
use keepalive_domain::words::RequestState;
use keepalive_sample::{Act, Options, clinic};

fn zone() -> ClinicZone {
    "America/Denver".parse().unwrap()
}

fn today() -> Day {
    "2026-11-23".parse().unwrap()
}

fn told(options: Options) -> impl Iterator<Item = Act> {
    clinic(options, zone(), today())
}

type Things = BTreeMap<Kind, Vec<(EntityId, Fields)>>;

fn things(options: Options) -> Things {
    let mut things = Things::new();
    for change in told(options).flat_map(|act| act.changes) {
        things.entry(change.kind).or_default().push((change.entity, change.set));
    }
    things
}

#[test]
fn the_story_has_its_size() {
    let things = things(Options::default());
    let count = |kind| things.get(&kind).map_or(0, Vec::len);
    assert_eq!(count(Kind::Clinic), 1);
    assert_eq!(count(Kind::System), 2);
    assert_eq!(count(Kind::Person), 30);
    assert_eq!(count(Kind::Area), 12);
    assert_eq!(count(Kind::Request), 300);
    assert_eq!(count(Kind::Workaround), 120);
    assert_eq!(count(Kind::Occurrence), 6_000);
    let ownerless = things[&Kind::Area].iter().filter(|(_, fields)| !fields.contains_key("owner")).count();
    assert_eq!(ownerless, 3);
    for kind in
        [Kind::Promise, Kind::Chase, Kind::RequestFact, Kind::Voice, Kind::Estimate, Kind::ConfigChange]
    {
        assert!(count(kind) >= 40, "{kind}: {}", count(kind));
    }
    assert!(count(Kind::Link) >= 25, "{}", count(Kind::Link));
    for state in [
        "verified",
        "withdrawn",
        "declined_vendor",
        "declined_clinic",
        "merged",
        "reopened",
        "waiting_vendor",
    ] {
        let seen = things[&Kind::RequestState].iter().filter(|(_, f)| f["state"] == state.into()).count();
        assert!(seen >= 5, "{state}: {seen}");
    }
}

#[test]
fn the_same_seed_and_day_tell_the_same_story_and_another_seed_another() {
    let one: Vec<Act> = told(Options::default()).collect();
    assert_eq!(one, told(Options::default()).collect::<Vec<_>>());
    assert_ne!(one, told(Options { seed: 2, ..Options::default() }).collect::<Vec<_>>());
}

#[test]
fn every_thing_passes_the_checks_a_form_would_make_and_refers_to_what_was_told_before() {
    let mut seen: BTreeMap<EntityId, Kind> = BTreeMap::new();
    for act in told(Options::default()) {
        assert!(act.changes.len() <= MOST_ROWS_PER_OP);
        for change in act.changes {
            assert_eq!(check(change.kind, &change.set, today()), [], "{change:?}");
            for (name, value) in &change.set {
                let ty = change.kind.field(name).unwrap().ty;
                if let Value::Ref(id) = value {
                    let kind = seen.get(id).copied();
                    match ty {
                        FieldType::Ref(to) | FieldType::RefOrText(to) => {
                            assert_eq!(kind, Some(to), "{change:?}")
                        }
                        _ => assert!(matches!(kind, Some(Kind::Request | Kind::Workaround)), "{change:?}"),
                    }
                }
                assert_eq!(Value::from_json(&value.to_json(), ty), *value, "{name} of {change:?}");
            }
            assert_eq!(seen.insert(change.entity, change.kind), None, "told twice: {change:?}");
        }
    }
}

#[test]
fn nothing_happens_after_today() {
    let last_ms = zone().day_end(today());
    for (kind, things) in things(Options::default()) {
        for (_, fields) in things {
            for (name, value) in &fields {
                match (name.as_str(), value) {
                    (
                        "due_on" | "review_on" | "expected_end" | "contract_notice_on" | "contract_renews_on",
                        _,
                    ) => {}
                    (_, Value::Instant(at)) => assert!(*at < last_ms, "{kind} {fields:?}"),
                    (_, Value::Date(day)) => assert!(*day <= today(), "{kind}.{name} {fields:?}"),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn entries_lie_within_the_life_of_their_workaround() {
    let things = things(Options::default());
    let lives: BTreeMap<EntityId, (Day, Option<Day>)> = things[&Kind::Workaround]
        .iter()
        .map(|(id, f)| (*id, (f["started"].as_date().unwrap(), f.get("ended").and_then(Value::as_date))))
        .collect();
    for (_, fields) in &things[&Kind::Occurrence] {
        let (started, ended) = lives[&fields["workaround"].as_ref_id().unwrap()];
        let Value::Instant(at) = fields["at"] else { panic!("{fields:?}") };
        let day = zone().local_day(at);
        assert!(day >= started && ended.is_none_or(|ended| day < ended), "{fields:?}");
    }
}

#[test]
fn the_states_of_a_request_stand_in_order_and_nothing_closes_untold() {
    let things = things(Options::default());
    let mut told: BTreeMap<EntityId, i64> = BTreeMap::new();
    for (_, fact) in things[&Kind::RequestFact].iter().filter(|(_, f)| f["fact"] == "told_requester".into()) {
        let Value::Instant(at) = fact["at"] else { panic!() };
        let first = told.entry(fact["request"].as_ref_id().unwrap()).or_insert(at);
        *first = (*first).min(at);
    }
    let mut last: BTreeMap<EntityId, i64> = BTreeMap::new();
    for (_, state) in &things[&Kind::RequestState] {
        let request = state["request"].as_ref_id().unwrap();
        let Value::Instant(at) = state["at"] else { panic!() };
        assert!(last.insert(request, at).is_none_or(|before| before < at), "{state:?}");
        let word = RequestState::from_word(state["state"].as_text().unwrap()).unwrap();
        if word.is_closing() && word != RequestState::Merged {
            assert!(
                told.get(&request).is_some_and(|told| zone().local_day(*told) <= zone().local_day(at)),
                "{state:?}"
            );
        }
    }
}

#[test]
fn nothing_in_it_looks_like_a_patients_data() {
    for (kind, things) in things(Options::default()) {
        for (_, fields) in things {
            for text in fields.values().filter_map(Value::as_text) {
                assert_eq!(keepalive_domain::phi::scan(text), [], "{kind}: {text}");
            }
        }
    }
}

#[test]
fn no_title_and_no_key_comes_twice() {
    let things = things(Options::default());
    for kind in [Kind::Request, Kind::Workaround] {
        let titles: BTreeSet<_> = things[&kind].iter().map(|(_, f)| f["title"].as_text().unwrap()).collect();
        assert_eq!(titles.len(), things[&kind].len(), "{kind}");
    }
}

#[test]
fn scale_multiplies_the_entries_and_nothing_else() {
    let one = things(Options::default());
    let many = things(Options { scale: 10, ..Options::default() });
    assert_eq!(many[&Kind::Occurrence].len(), 60_000);
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Occurrence) {
        assert_eq!(one.get(kind), many.get(kind), "{kind}");
    }
}

#[test]
fn short_stories_and_odd_days_hold_together_too() {
    for (months, day) in [(1, "2024-02-29"), (3, "2026-01-31"), (0, "2026-11-23"), (60, "2026-03-08")] {
        let day: Day = day.parse().unwrap();
        let acts = clinic(Options { months, ..Options::default() }, zone(), day);
        for change in acts.flat_map(|act| act.changes) {
            assert_eq!(check(change.kind, &change.set, day), [], "{months} {change:?}");
        }
    }
}

/// A few alike are meant to be there, for the search of similar items to find; a list that repeats itself is not.
#[test]
fn hardly_any_two_titles_are_made_of_the_same_words() {
    const MOST_ALIKE: usize = 3;
    let words = |title: &str| -> BTreeSet<String> {
        let word = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        title.split_whitespace().map(word).collect()
    };
    let things = things(Options::default());
    for kind in [Kind::Request, Kind::Workaround] {
        let titles: Vec<_> =
            things[&kind].iter().map(|(_, f)| words(f["title"].as_text().unwrap())).collect();
        let alike =
            |a: &BTreeSet<String>, b: &BTreeSet<String>| 2 * a.intersection(b).count() >= a.union(b).count();
        let pairs =
            titles.iter().enumerate().map(|(i, a)| titles[..i].iter().filter(|b| alike(a, b)).count());
        let pairs: usize = pairs.sum();
        assert!(pairs <= MOST_ALIKE, "{pairs} pairs of {kind}");
    }
}
