//! What figures are computed from: complete, as listed, and the rollup by local day.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod common;

use chrono::NaiveDate;
use common::{Desk, id, occurrence, workaround};
use keepalive_domain::facts::{Item, OccurrenceCell};
use keepalive_domain::ids::EntityId;
use keepalive_domain::minutes::Minutes;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_domain::words::RequestState;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn zone(name: &str) -> Change {
    Change::of(Kind::Clinic, id(200)).with("name", "Larkmoor").with("time_zone", name)
}

fn state(n: u8, request: u8, at: i64, state: &str) -> Change {
    Change::of(Kind::RequestState, id(n))
        .with("request", id(request))
        .with("at", Value::Instant(at))
        .with("state", state)
}

/// 2026-03-01 06:30 UTC: the last evening of February in Denver.
const TURN_OF_MONTH_MS: i64 = 1_772_346_600_000;

#[test]
fn occurrences_are_gathered_by_local_day_and_minutes() {
    let desk = Desk::new(1);
    desk.act("made", vec![zone("America/Denver"), workaround(1, "a")]);
    desk.act(
        "again",
        vec![
            occurrence(1, 1, TURN_OF_MONTH_MS, Some(5.0), 2),
            occurrence(2, 1, TURN_OF_MONTH_MS - 60_000, Some(5.0), 1),
            occurrence(3, 1, TURN_OF_MONTH_MS, None, 4),
            // An hour later it is March there, too.
            occurrence(4, 1, TURN_OF_MONTH_MS + 3_600_000, Some(0.5), 1),
        ],
    );
    let cell = |day_of: &str, minutes: Option<f64>, times, entries| OccurrenceCell {
        day: day(day_of),
        minutes: minutes.and_then(Minutes::from_f64),
        times,
        entries,
    };
    let expected = [
        cell("2026-02-28", None, 4, 1),
        cell("2026-02-28", Some(5.0), 3, 2),
        cell("2026-03-01", Some(0.5), 1, 1),
    ];
    let loaded = desk.store().facts().unwrap();
    assert_eq!(loaded.facts.workarounds[0].occurrences, expected);
    assert_eq!(loaded.workarounds, [id(1)]);
    let alone = desk.store().read(|r| r.workaround_facts(id(1), &loaded.systems)).unwrap();
    assert_eq!(alone.as_ref(), Some(&loaded.facts.workarounds[0]));
    // In UTC all of them fall on the first of March; the old cells must be gone.
    desk.act("moved", vec![zone("UTC")]);
    let days = desk.store().facts().unwrap().facts.workarounds.remove(0).occurrences;
    assert!(days.iter().all(|cell| cell.day == day("2026-03-01")), "{days:?}");
    assert_eq!(days.iter().map(|cell| cell.times).sum::<u32>(), 8);
    desk.assert_sound();
}

#[test]
fn equal_instants_stand_in_file_order_then_as_typed() {
    let desk = Desk::new(2);
    let request =
        Change::of(Kind::Request, id(1)).with("key", "r1").with("title", "t").with("kind", "workflow");
    desk.act("made", vec![request]);
    // Imported second but listed first; one typed afterwards.
    desk.act("imported", vec![state(12, 1, 500, "triaged").with("listed", Value::Int(1))]);
    desk.act("imported", vec![state(11, 1, 500, "new").with("listed", Value::Int(0))]);
    let typed = EntityId::new_v7(1_790_000_000_000, [1; 10]);
    let waiting = Change::of(Kind::RequestState, typed)
        .with("request", id(1))
        .with("at", Value::Instant(500))
        .with("state", "waiting_vendor");
    desk.act("typed", vec![waiting]);
    let states: Vec<_> =
        desk.store().facts().unwrap().facts.requests[0].states.iter().map(|change| change.state).collect();
    assert_eq!(states, [RequestState::New, RequestState::Triaged, RequestState::WaitingVendor]);
    assert_eq!(desk.count("SELECT state = 'waiting_vendor' AND waiting_since = 500 FROM request"), 1);
}

/// What another desk wrote can arrive after what it preceded: panel, list and figures agree on the order all the same.
#[test]
fn equal_instants_stand_in_one_order_however_they_arrived() {
    let desk = Desk::new(2);
    let request =
        Change::of(Kind::Request, id(1)).with("key", "r1").with("title", "t").with("kind", "workflow");
    desk.act("made", vec![request]);
    desk.act("arrived", vec![state(12, 1, 500, "triaged")]);
    desk.act("arrived late", vec![state(11, 1, 500, "new")]);
    let counted: Vec<_> =
        desk.store().facts().unwrap().facts.requests[0].states.iter().map(|change| change.state).collect();
    assert_eq!(counted, [RequestState::New, RequestState::Triaged]);
    let shown = desk.store().read(|read| read.request_states(id(1))).unwrap();
    assert_eq!(shown.iter().map(|row| row.state).collect::<Vec<_>>(), counted);
    assert_eq!(desk.count("SELECT state = 'triaged' FROM request"), 1);
}

#[test]
fn deleted_things_and_what_hangs_on_them_are_left_out() {
    let desk = Desk::new(3);
    let request = |n: u8| {
        Change::of(Kind::Request, id(n))
            .with("key", format!("r{n}"))
            .with("title", "t")
            .with("kind", "workflow")
    };
    let voice = |n: u8, item: u8| {
        let at = Value::Instant(5);
        Change::of(Kind::Voice, id(n)).with("item", id(item)).with("person", "Somebody").with("at", at)
    };
    let link = |n: u8, request: u8| {
        Change::of(Kind::Link, id(n)).with("request", id(request)).with("workaround", id(1))
    };
    desk.act(
        "made",
        vec![
            workaround(1, "a"),
            request(2),
            request(3),
            link(20, 2),
            link(21, 3),
            voice(30, 2),
            voice(31, 1),
        ],
    );
    assert_eq!(desk.count("SELECT open_links FROM workaround"), 2);
    desk.act("deleted", vec![Change::of(Kind::Request, id(2)).with("deleted", true)]);
    let facts = desk.store().facts().unwrap().facts;
    assert_eq!((facts.requests.len(), facts.links.len(), facts.voices.len()), (1, 1, 1));
    assert_eq!(facts.voices[0].item, Item::Workaround(0));
    assert_eq!(desk.count("SELECT open_links FROM workaround"), 1);
    desk.act("closed", vec![state(40, 3, 5, "new"), state(41, 3, 6, "verified")]);
    assert_eq!(desk.count("SELECT open_links FROM workaround"), 0);
    desk.undo().unwrap();
    assert_eq!(desk.count("SELECT open_links FROM workaround"), 1);
    desk.assert_sound();
}
