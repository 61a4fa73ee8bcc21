use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_domain::world::World;
use keepalive_store::{ActDraft, OpenOptions, Store};
use proptest::prelude::*;

use super::{Figures, Snapshot};
use crate::types::Day;

struct Counted(AtomicU64);

/// 2026-09-21, UTC ms.
const NOW_MS: i64 = 1_790_000_000_000;
const HOUR_MS: i64 = 3_600_000;

impl World for Counted {
    fn now_ms(&self) -> i64 {
        NOW_MS
    }
    fn utc_offset_minutes(&self) -> i32 {
        0
    }
    fn random(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        bytes
    }
}

fn thing(kind: Kind, n: u8) -> EntityId {
    // In the order of their numbers, as typed things are.
    EntityId::new_v7(NOW_MS + i64::from(n), [kind as u8; 10])
}

/// One act, or an undo where there is none.
fn acts() -> impl Strategy<Value = Vec<Option<Change>>> {
    let few = 0..4_u8;
    let pair = (few.clone(), few);
    let one = prop_oneof![
        3 => (pair.clone(), any::<bool>()).prop_map(|((n, roll), gone)| Some(
            Change::of(Kind::Request, thing(Kind::Request, n)).with("key", format!("R{n}"))
                .with("kind", if roll == 0 { Value::Null } else { "workflow".into() })
                .with("owner", if roll == 1 { "Front desk".into() } else { Value::Null })
                .with("safety", roll == 2).with("deleted", gone && roll == 3))),
        2 => pair.clone().prop_map(|(n, roll)| Some(
            Change::of(Kind::Workaround, thing(Kind::Workaround, n)).with("key", format!("W{n}"))
                .with("break", if roll == 0 { Value::Null } else { "drift".into() })
                .with("started", Day::from_ymd_opt(2026, 3, 1 + u32::from(roll))).with("deleted", roll == 3))),
        5 => (pair.clone(), 0..6_usize).prop_map(|((n, of), state)| Some(
            Change::of(Kind::RequestState, thing(Kind::RequestState, 4 * n + of))
                .with("request", thing(Kind::Request, of)).with("at", Value::Instant(NOW_MS - i64::from(n) * 900 * HOUR_MS))
                .with("state", ["new", "triaged", "waiting_vendor", "delivered", "merged", "reopened"][state])
                .with("into", if state == 4 { Value::Ref(thing(Kind::Request, n)) } else { Value::Null }))),
        3 => pair.clone().prop_map(|(n, of)| Some(
            Change::of(Kind::Chase, thing(Kind::Chase, n)).with("request", thing(Kind::Request, of))
                .with("at", Value::Instant(NOW_MS - i64::from(of) * 500 * HOUR_MS)).with("minutes", Value::Real(12.5)))),
        2 => pair.clone().prop_map(|(n, of)| Some(
            Change::of(Kind::Promise, thing(Kind::Promise, n)).with("request", thing(Kind::Request, of)).with("clock", "fix")
                .with("made_on", Day::from_ymd_opt(2026, 5, 1)).with("due_on", Day::from_ymd_opt(2026, 6, 1 + u32::from(n))))),
        2 => pair.clone().prop_map(|(n, of)| Some(
            Change::of(Kind::Link, thing(Kind::Link, n)).with("request", thing(Kind::Request, of))
                .with("workaround", thing(Kind::Workaround, n)))),
        2 => (pair.clone(), any::<bool>()).prop_map(|((n, of), request)| Some(
            Change::of(Kind::Voice, thing(Kind::Voice, n)).with("at", Value::Instant(NOW_MS)).with("person", "Nurse")
                .with("item", if request { thing(Kind::Request, of) } else { thing(Kind::Workaround, of) }))),
        2 => pair.prop_map(|(n, of)| Some(
            Change::of(Kind::Occurrence, thing(Kind::Occurrence, n)).with("workaround", thing(Kind::Workaround, of))
                .with("at", Value::Instant(NOW_MS - i64::from(n) * 300 * HOUR_MS)).with("minutes", Value::Real(7.5)))),
        3 => Just(None),
    ];
    prop::collection::vec(one, 1..25)
}

/// Every month of every system, to the last bit: Rust prints a float so that it reads back as the same one.
fn months(snapshot: &Snapshot) -> String {
    snapshot.systems.iter().map(|system| format!("{:?}{:?}", system.id, system.months)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_and_refreshed_equals_what_is_read_anew(acts in acts()) {
        let dir = tempfile::tempdir()?;
        let options = OpenOptions { any_place: true, ..OpenOptions::default() };
        let store = Store::open(&dir.path().join("clinic.db"), Arc::new(Counted(AtomicU64::new(1))), options).unwrap();
        let figures = Figures::default();
        let day = Day::from_ymd_opt(2026, 9, 21).unwrap();
        let found = vec![
            Change::of(Kind::Clinic, thing(Kind::Clinic, 0)).with("name", "Larkmoor").with("time_zone", "America/Denver"),
            Change::of(Kind::System, thing(Kind::System, 0)).with("key", "marlet").with("go_live", Day::from_ymd_opt(2026, 2, 1)),
        ];
        figures.note(&store.write(|write| write.record(ActDraft { changes: found, ..ActDraft::default() })).unwrap());
        for act in acts {
            match act {
                Some(change) => {
                    let draft = ActDraft { changes: vec![change], ..ActDraft::default() };
                    figures.note(&store.write(|write| write.record(draft)).unwrap());
                }
                None => figures.note(&store.write(|write| write.undo()).unwrap()),
            }
            let kept = figures.as_of(&store, day).unwrap();
            let anew = store.facts().unwrap();
            prop_assert_eq!(&*kept.clinic, &anew);
            prop_assert_eq!(months(&kept), months(&Snapshot::of(Arc::new(anew), day, None)));
        }
    }
}

#[test]
fn an_act_on_one_request_leaves_the_facts_of_the_others_where_they_are() {
    let dir = tempfile::tempdir().unwrap();
    let options = OpenOptions { any_place: true, ..OpenOptions::default() };
    let store =
        Store::open(&dir.path().join("clinic.db"), Arc::new(Counted(AtomicU64::new(1))), options).unwrap();
    let figures = Figures::default();
    let day = Day::from_ymd_opt(2026, 9, 21).unwrap();
    let record = |changes: Vec<Change>| {
        figures
            .note(&store.write(|write| write.record(ActDraft { changes, ..ActDraft::default() })).unwrap());
    };
    let request = |n: u8| {
        Change::of(Kind::Request, thing(Kind::Request, n))
            .with("key", format!("R{n}"))
            .with("kind", "workflow")
    };
    record((0..4).map(request).collect());
    // Where the first request's facts stand in memory: reading everything anew would put them elsewhere.
    let address = || std::ptr::from_ref(&figures.as_of(&store, day).unwrap().clinic.facts.requests[0]);
    let before = address();
    record(vec![request(2).with("owner", "Front desk")]);
    assert_eq!(address(), before);
    assert!(figures.as_of(&store, day).unwrap().clinic.facts.requests[2].has_owner);
}

#[test]
fn what_another_program_writes_is_told_once_and_what_this_one_writes_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let open = |seed: u64| {
        let options = OpenOptions { any_place: true, ..OpenOptions::default() };
        Store::open(&dir.path().join("clinic.db"), Arc::new(Counted(AtomicU64::new(seed))), options).unwrap()
    };
    let (ours, theirs) = (open(1), open(1 << 40));
    let figures = Figures::default();
    let day = Day::from_ymd_opt(2026, 9, 21).unwrap();
    let act = |store: &Store, n: u8| {
        let change = Change::of(Kind::Request, thing(Kind::Request, n)).with("kind", "workflow");
        let draft = ActDraft { changes: vec![change], ..ActDraft::default() };
        store.write(|write| write.record(draft)).unwrap()
    };
    let told = || figures.written_outside(&ours).unwrap();
    act(&theirs, 0);
    assert!(!told(), "what stood there when the file was opened is no news");
    figures.note(&act(&ours, 1));
    assert!(!told());
    act(&theirs, 2);
    assert!(told());
    assert!(!told(), "told once");
    // Also where a view asked for figures in between, or an act of ours came on top.
    act(&theirs, 3);
    assert_eq!(figures.as_of(&ours, day).unwrap().clinic.requests.len(), 4);
    assert!(told());
    act(&theirs, 4);
    figures.note(&act(&ours, 5));
    assert!(told());
    assert_eq!(figures.as_of(&ours, day).unwrap().clinic.requests.len(), 6);
}
