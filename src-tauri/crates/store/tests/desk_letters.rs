//! Every desk numbers under letters of its own, chosen without asking anybody, and equal numbers are told apart.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod common;
#[path = "../../sync/tests/model/hub.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the hubs of the merge core's own tests; each test uses its part"
)]
mod hub;

use common::Desk;
use hub::Ledger;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_store::{ActDraft, StoreError};
use keepalive_sync::{Carrying, exchange};

/// The identity of something typed here: made by chance, unlike that of everything imported.
fn id(n: u8) -> EntityId {
    EntityId::from_uuid(uuid::Builder::from_unix_timestamp_millis(u64::from(n), &[n; 10]).into_uuid())
}

fn workaround(n: u8, title: &str) -> Change {
    Change { entity: id(n), ..common::workaround(n, title) }
}

/// Something that an import brought under this key.
fn imported(n: u8, key: &str) -> Change {
    common::workaround(n, "Print").with("key", key)
}

/// Logs a workaround under the desk's next number, which is given back.
fn number(desk: &Desk, n: u8, title: &'static str) -> String {
    let made = desk.store().write(move |w| {
        let key = w.next_number()?;
        let changes = vec![workaround(n, title).with("key", key.as_str())];
        w.record(ActDraft { changes, ..ActDraft::default() })?;
        Ok::<_, StoreError>(key)
    });
    made.unwrap().value
}

/// The letters of a key.
fn letters(key: &str) -> &str {
    key.split_once('-').unwrap().0
}

fn space_of(desk: &Desk) -> keepalive_domain::ids::SpaceId {
    desk.store().read(|read| read.space()).unwrap().unwrap()
}

/// Everybody hears everything.
fn meet(hub: &mut Ledger, desks: &[&Desk]) {
    for desk in desks.iter().chain(desks) {
        exchange(desk.store(), hub, Carrying::Own).unwrap();
    }
    for desk in desks {
        assert_eq!(desk.store().digest().unwrap(), desks[0].store().digest().unwrap());
        desk.assert_sound();
    }
}

/// Two desks that each gave `A-0001` before they met.
fn two_apart() -> (Desk, Desk, Ledger) {
    let (a, b) = (Desk::new(81), Desk::new(82));
    assert_eq!(number(&a, 1, "Fax the referral"), "A-0001");
    b.world.now_ms.fetch_add(60_000, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(number(&b, 2, "Print the label"), "A-0001");
    let space = space_of(&a);
    b.store().write(move |write| write.move_to_space(space)).unwrap();
    (a, b, Ledger::default())
}

fn shown(desk: &Desk, of: EntityId) -> String {
    desk.store().read(|read| read.workaround(of)).unwrap().unwrap().summary.key
}

#[test]
fn two_desks_that_worked_apart_keep_their_keys_and_number_apart_from_then_on() {
    let (a, b, mut hub) = two_apart();
    meet(&mut hub, &[&a, &b]);
    for desk in [&a, &b] {
        assert_eq!(desk.field(id(1), "key"), Value::from("A-0001"), "nobody's key is written anew");
        assert_eq!(desk.field(id(2), "key"), Value::from("A-0001"));
    }
    // The one that had the letters first goes on under them; the other takes letters that nobody has used.
    assert_eq!(number(&a, 3, "again"), "A-0002");
    let other = number(&b, 4, "again");
    assert_ne!(letters(&other), "A");
    assert!(other.ends_with("-0001"), "{other}");
    meet(&mut hub, &[&a, &b]);
    assert_eq!(number(&a, 5, "again"), "A-0003");
    assert_eq!(number(&b, 6, "again"), format!("{}-0002", letters(&other)));
}

#[test]
fn equal_keys_are_shown_with_what_tells_them_apart_the_same_on_both_desks() {
    let (a, b, mut hub) = two_apart();
    assert_eq!(shown(&a, id(1)), "A-0001", "a desk alone shows its keys bare");
    meet(&mut hub, &[&a, &b]);
    let keys = [id(1), id(2)].map(|of| format!("A-0001~{}", of.mark()));
    assert_ne!(keys[0], keys[1]);
    for desk in [&a, &b] {
        assert_eq!([shown(desk, id(1)), shown(desk, id(2))], keys);
        let today = "2026-11-26".parse().unwrap();
        let found = |text: &str| {
            let text = text.to_owned();
            let mut found = desk.store().read(move |read| read.search(&text, today, 10)).unwrap();
            found.sort_by_key(|found| found.id != id(1));
            found.into_iter().map(|found| found.key.unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(found("A-0001"), keys);
        assert_eq!(found(&keys[1]), keys, "what is copied from a list finds something");
        let called = |key: &str| {
            let key = key.to_owned();
            desk.store().read(move |read| read.called(Kind::Workaround, &key)).unwrap()
        };
        assert_eq!(called("A-0001").len(), 2);
        assert_eq!([called(&keys[0]), called(&keys[1])], [[id(1)], [id(2)]]);
        assert_eq!(called("A-0001~ffff0"), []);
    }
    // Once one of them is gone there is nothing to tell apart.
    a.act("deleted", vec![Change::of(Kind::Workaround, id(1)).with("deleted", true)]);
    assert_eq!(shown(&a, id(2)), "A-0001");
}

#[test]
fn a_desk_that_joins_takes_letters_that_nobody_in_the_log_uses_and_keeps_them() {
    let (a, mut hub) = (Desk::new(83), Ledger::default());
    number(&a, 1, "Fax the referral");
    a.act("imported", vec![imported(2, "C-0007")]);
    let space = space_of(&a);
    let mut joined = Vec::new();
    for (n, seed) in [(3, 84), (4, 85), (5, 86)] {
        let desk = Desk::new(seed);
        desk.store().write(move |write| write.join_space(space)).unwrap();
        meet(&mut hub, &[&a, &desk]);
        joined.push((number(&desk, n, "joined"), desk));
        meet(&mut hub, &[&a, &joined.last().unwrap().1]);
    }
    let mut used: Vec<&str> = joined.iter().map(|(key, _)| letters(key)).collect();
    used.extend(["A", "C"]);
    used.sort_unstable();
    used.dedup();
    assert_eq!(used.len(), 5, "{used:?}");
    let (first, mut desk) = joined.remove(0);
    let of = letters(&first).to_owned();
    desk.reopen();
    assert_eq!(number(&desk, 6, "after a restart"), format!("{of}-0002"));
    desk.store().rebuild().unwrap();
    assert_eq!(number(&desk, 7, "after a rebuild"), format!("{of}-0003"));
    // Keys of another program that come later take nothing over.
    desk.act("imported", vec![imported(8, "B-0001")]);
    assert_eq!(number(&desk, 9, "after an import"), format!("{of}-0004"));
}

#[test]
fn nobody_goes_on_counting_among_the_numbers_of_another_program() {
    // A desk that joins imports its ticket program's rows before it wrote anything of its own.
    let (a, b, mut hub) = (Desk::new(91), Desk::new(92), Ledger::default());
    number(&a, 1, "Fax the referral");
    let space = space_of(&a);
    b.store().write(move |write| write.join_space(space)).unwrap();
    meet(&mut hub, &[&a, &b]);
    b.act("imported", vec![imported(2, "EHR-1234")]);
    let own = number(&b, 3, "joined");
    assert!(!["A", "EHR"].contains(&letters(&own)) && own.ends_with("-0001"), "{own}");
    // One that worked alone among imported numbers and lost its letters when it met the other.
    let (a, b, mut hub) = two_apart();
    b.act("imported", vec![imported(3, "REQ-0001")]);
    meet(&mut hub, &[&a, &b]);
    let own = number(&b, 4, "after they met");
    assert!(!["A", "REQ"].contains(&letters(&own)), "{own}");
}

#[test]
fn a_record_filled_from_its_own_tables_counts_on_where_they_end() {
    let mut desk = Desk::new(93);
    desk.act("imported", vec![imported(1, "A-0141"), imported(2, "A-0142")]);
    assert_eq!(number(&desk, 3, "after the import"), "A-0143");
    desk.store().rebuild().unwrap();
    desk.reopen();
    assert_eq!(number(&desk, 4, "after a rebuild"), "A-0144");
}

#[test]
fn the_desk_that_began_the_record_counts_from_a_though_another_numbered_first() {
    let (a, b, mut hub) = (Desk::new(87), Desk::new(88), Ledger::default());
    a.act("made", vec![workaround(1, "Fax the referral")]);
    let space = space_of(&a);
    b.store().write(move |write| write.join_space(space)).unwrap();
    meet(&mut hub, &[&a, &b]);
    assert_ne!(letters(&number(&b, 2, "joined")), "A");
    meet(&mut hub, &[&a, &b]);
    assert_eq!(number(&a, 3, "at last"), "A-0001");
}

#[test]
fn numbers_given_in_one_act_follow_each_other() {
    let (a, b, mut hub) = two_apart();
    meet(&mut hub, &[&a, &b]);
    let [one, two] =
        b.store().write(|w| Ok::<_, StoreError>([w.next_number()?, w.next_number()?])).unwrap().value;
    assert_eq!(letters(&one), letters(&two));
    assert!(one.ends_with("-0001") && two.ends_with("-0002"), "{one} {two}");
}
