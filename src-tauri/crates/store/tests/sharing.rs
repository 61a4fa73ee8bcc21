//! Two desks and a hub: what the store hands out and takes in.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod common;
#[path = "../../sync/tests/model/hub.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the hubs of the merge core's own tests; each test uses its part"
)]
mod hub;

use common::{Desk, id, occurrence, workaround};
use hub::Ledger;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_store::{ActDraft, OnScreen};
use keepalive_sync::{Carrying, Desk as _, Exchange, Hub as _, Shelf as _, Span, exchange};

/// Two desks in one space; the first has written an act.
fn two() -> (Desk, Desk) {
    let (a, b) = (Desk::new(61), Desk::new(62));
    a.act("made", vec![workaround(1, "Fax twice")]);
    join(&a, &b);
    (a, b)
}

fn join(a: &Desk, b: &Desk) {
    let space = a.store().read(|read| read.space()).unwrap().unwrap();
    b.store().write(move |write| write.join_space(space)).unwrap();
}

fn meet(desk: &Desk, hub: &mut Ledger) -> Exchange {
    exchange(desk.store(), hub, Carrying::Own).unwrap()
}

fn title(title: &str) -> Vec<Change> {
    vec![Change::of(Kind::Workaround, id(1)).with("title", title)]
}

fn equal(a: &Desk, b: &Desk) {
    assert_eq!(a.store().digest().unwrap(), b.store().digest().unwrap());
    a.assert_sound();
    b.assert_sound();
}

#[test]
fn what_one_desk_writes_the_other_sees() {
    let (a, b) = two();
    let mut hub = Ledger::default();
    assert_eq!(meet(&a, &mut hub).sent, 1);
    assert_eq!(meet(&b, &mut hub).received, 1);
    assert_eq!(b.field(id(1), "title"), Value::from("Fax twice"));
    b.act("renamed", title("Fax once"));
    meet(&b, &mut hub);
    meet(&a, &mut hub);
    assert_eq!(a.field(id(1), "title"), Value::from("Fax once"));
    equal(&a, &b);
    assert_eq!(meet(&a, &mut hub), Exchange::default());
    assert_eq!(meet(&b, &mut hub), Exchange::default());
}

#[test]
fn what_came_before_something_that_cannot_be_taken_in_stays() {
    let (a, b) = two();
    let (c, d) = (Desk::new(63), Desk::new(64));
    for (n, desk) in [(2, &c), (3, &d)] {
        join(&a, desk);
        desk.act("made", vec![workaround(n, "Fax again")]);
    }
    let mut hub = Ledger::default();
    for desk in [&a, &c, &d] {
        meet(desk, &mut hub);
    }
    // One op of three streams, which come together: the third finds its table damaged.
    let damage = "CREATE TRIGGER damage BEFORE INSERT ON op WHEN (SELECT count(*) FROM op) = 2
                  BEGIN SELECT RAISE(ABORT, 'damaged'); END";
    b.sql().execute_batch(damage).unwrap();
    assert!(exchange(b.store(), &mut hub, Carrying::Own).is_err());
    assert_eq!(b.store().ops().unwrap(), 2);
    b.sql().execute_batch("DROP TRIGGER damage").unwrap();
    assert_eq!(meet(&b, &mut hub).received, 1);
    for desk in [&a, &c] {
        meet(desk, &mut hub);
    }
    equal(&a, &b);
}

#[test]
fn a_desk_that_worked_alone_before_brings_its_whole_log() {
    let (a, b) = (Desk::new(63), Desk::new(64));
    a.act("made", vec![workaround(1, "Fax twice")]);
    b.act("made", vec![workaround(2, "Print twice")]);
    let space = a.store().read(|read| read.space()).unwrap().unwrap();
    b.store().write(move |write| write.move_to_space(space)).unwrap();
    b.act("renamed", vec![Change::of(Kind::Workaround, id(2)).with("title", "Print once")]);
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    let met = meet(&b, &mut hub);
    assert_eq!((met.received, met.sent, met.carried), (1, 1, 1));
    meet(&a, &mut hub);
    assert_eq!(a.field(id(2), "title"), Value::from("Print once"));
    equal(&a, &b);
}

#[test]
fn a_restored_desk_goes_on_in_another_stream_and_loses_nothing() {
    let (mut a, b) = two();
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    a.close();
    let old = std::fs::read(a.path()).unwrap();
    a.reopen();
    a.act("renamed", title("two"));
    meet(&a, &mut hub);
    // An older copy comes back without anybody saying so, and somebody goes on working.
    a.close();
    std::fs::write(a.path(), old).unwrap();
    a.reopen();
    a.act("renamed", title("three"));
    let met = meet(&a, &mut hub);
    assert!(met.restored);
    assert_eq!((met.received, met.carried), (1, 1));
    assert!(a.store().read(|read| read.has_forks()).unwrap());
    meet(&b, &mut hub);
    equal(&a, &b);
    assert_eq!(a.count("SELECT count(*) FROM stream WHERE own = 1"), 2);
    assert_eq!(a.count("SELECT count(*) FROM op"), 3);
    // Its next act stands in the new stream, and travels on its own.
    a.act("renamed", title("four"));
    assert_eq!(meet(&a, &mut hub).sent, 1);
    meet(&b, &mut hub);
    assert_eq!(b.field(id(1), "title"), Value::from("four"));
    equal(&a, &b);
}

#[test]
fn a_redaction_empties_the_op_on_every_desk() {
    let (a, b) = two();
    a.act("renamed", title("Zebedee Quillfeather"));
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    a.store().redact("Zebedee").unwrap();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    equal(&a, &b);
    assert_eq!(b.field(id(1), "title"), Value::from("[removed] Quillfeather"));
    assert_eq!(b.count("SELECT count(*) FROM op WHERE body IS NULL"), 1);
    let bytes = std::fs::read(b.path()).unwrap();
    assert!(!bytes.windows(7).any(|window| window == b"Zebedee"), "no byte of it is left");
    // A hub that still has the body brings it to nobody.
    let c = Desk::new(65);
    join(&a, &c);
    meet(&c, &mut hub);
    equal(&a, &c);
    assert_eq!(c.count("SELECT count(*) FROM op WHERE body IS NULL"), 1);
}

#[test]
fn bytes_of_a_redaction_that_came_are_owed_until_they_are_cleared_also_after_a_restart() {
    let (a, mut b) = two();
    // Long enough that what is freed is not used again at once.
    let detail = |text: String| vec![Change::of(Kind::Workaround, id(1)).with("detail", text)];
    a.act("changed", detail("Zebedee Quillfeather ".repeat(2_000)));
    a.act("changed", detail("nobody".to_owned()));
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    a.store().redact("Zebedee").unwrap();
    meet(&a, &mut hub);
    // Another program reads the file while the redaction comes: its bytes cannot be cleared.
    let reader = b.sql();
    reader.execute_batch("BEGIN").unwrap();
    reader.query_row("SELECT count(*) FROM op", [], |row| row.get::<_, i64>(0)).unwrap();
    meet(&b, &mut hub);
    reader.execute_batch("COMMIT").unwrap();
    drop(reader);
    let is_left = |b: &Desk| std::fs::read(b.path()).unwrap().windows(7).any(|window| window == b"Zebedee");
    b.close();
    assert!(is_left(&b), "the test can see the text");
    b.reopen();
    b.store().clear_removed().unwrap();
    assert!(!is_left(&b), "no byte of it is left");
    assert_eq!(b.count("SELECT count(*) FROM meta WHERE key = 'clearing_owed'"), 0, "and nothing is owed");
    equal(&a, &b);
}

/// Two desks that gave one thing another title each before they met again.
fn two_changed_at_once() -> (Desk, Desk, Ledger) {
    let (a, b) = two();
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    a.act("renamed", title("from a"));
    b.act("renamed", title("from b"));
    for desk in [&a, &b, &a] {
        meet(desk, &mut hub);
    }
    (a, b, hub)
}

#[test]
fn two_who_changed_this_at_once_are_both_kept_until_somebody_settles_it() {
    let (a, b, mut hub) = two_changed_at_once();
    equal(&a, &b);
    let seen = a.store().read(|read| read.two_values()).unwrap();
    assert_eq!(seen, b.store().read(|read| read.two_values()).unwrap());
    let [two] = seen.as_slice() else { panic!("one field: {seen:?}") };
    assert_eq!((two.thing, two.field.as_str()), (id(1), "title"));
    assert_eq!(two.values[0].value, a.field(id(1), "title"), "what counts comes first");
    // Somebody chooses the one that did not count.
    let other = two.values[1].clone();
    let label = keepalive_domain::ops::Label::new("settled", Vec::<String>::new());
    let settled = b
        .store()
        .write(move |write| write.settle_two_values(id(1), "title", other.op, None, &label))
        .unwrap();
    assert!(settled.value.is_some());
    for desk in [&b, &a] {
        meet(desk, &mut hub);
        assert_eq!(desk.store().read(|read| read.two_values()).unwrap(), []);
        assert_eq!(desk.field(id(1), "title"), two.values[1].value);
    }
    equal(&a, &b);
    // It is an act like any other.
    b.undo().unwrap();
    assert_eq!(b.field(id(1), "title"), two.values[0].value);
}

#[test]
fn who_chooses_what_counts_already_has_settled_it_too() {
    let (a, b, mut hub) = two_changed_at_once();
    let two = a.store().read(|read| read.two_values()).unwrap().remove(0);
    let label = keepalive_domain::ops::Label::new("settled", Vec::<String>::new());
    let chosen = two.values[0].op;
    a.store().write(move |write| write.settle_two_values(id(1), "title", chosen, None, &label)).unwrap();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    assert_eq!(b.store().read(|read| read.two_values()).unwrap(), []);
    assert_eq!(b.field(id(1), "title"), two.values[0].value);
    equal(&a, &b);
}

#[test]
fn agreeing_or_writing_one_after_the_other_is_no_matter() {
    let (a, b) = two();
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    a.act("renamed", title("same"));
    b.act("renamed", title("same"));
    for desk in [&a, &b, &a] {
        meet(desk, &mut hub);
    }
    assert_eq!(b.count("SELECT count(*) FROM contested"), 1, "two wrote at once");
    assert_eq!(b.store().read(|read| read.two_values()).unwrap(), []);
    a.act("renamed", title("next"));
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    assert_eq!(b.store().read(|read| read.two_values()).unwrap(), []);
}

#[test]
fn who_writes_over_what_was_not_on_the_screen_leaves_both_values() {
    let desk = Desk::new(65);
    desk.act("made", vec![workaround(1, "a")]);
    // A form opens with "a" in it; before it is saved something else writes.
    desk.act("renamed", title("b"));
    let save = |to: &'static str, saw: &'static str| {
        let seen = OnScreen { entity: id(1), field: "title".to_owned(), value: Value::from(saw) };
        let draft = ActDraft { changes: title(to), seen: vec![seen], ..ActDraft::default() };
        desk.store().write(|write| write.record(draft)).unwrap();
    };
    save("c", "a");
    assert_eq!(desk.field(id(1), "title"), Value::from("c"), "the newest counts");
    let two = desk.store().read(|read| read.two_values()).unwrap();
    let values: Vec<&Value> = two[0].values.iter().map(|value| &value.value).collect();
    assert_eq!((two.len(), values), (1, vec![&Value::from("c"), &Value::from("b")]));
    desk.assert_sound();
    // Undo brings back what was replaced, not what was on the screen.
    desk.undo();
    assert_eq!(desk.field(id(1), "title"), Value::from("b"));
    // Who saw what stands leaves nothing to settle, whatever else the field once held.
    save("d", "b");
    assert_eq!(desk.store().read(|read| read.two_values()).unwrap(), []);
    desk.assert_sound();
}

#[test]
fn a_desk_alone_has_one_piece_and_nothing_beside_it() {
    let desk = Desk::new(66);
    desk.act("made", vec![workaround(1, "a")]);
    desk.act("renamed", title("b"));
    desk.store().rebuild().unwrap();
    assert_eq!(desk.store().held().unwrap().len(), 1);
    assert!(!desk.store().read(|read| read.has_forks()).unwrap());
    let all = keepalive_sync::Span { no: 1, after: 0, upto: 2 };
    assert_eq!(desk.store().run(all).unwrap().items.len(), 2);
    for table in ["carried", "aside", "emptied", "contested"] {
        assert_eq!(desk.count(&format!("SELECT count(*) FROM {table}")), 0);
    }
}

#[test]
fn a_file_of_the_first_format_is_brought_up_to_this_one() {
    let mut desk = Desk::new(67);
    desk.act("made", vec![workaround(1, "a")]);
    let digest = desk.store().digest().unwrap();
    desk.close();
    // As the first version left it: no columns and tables of the later ones.
    desk.sql()
        .execute_batch(
            "DROP INDEX op_without_body;
             DROP TABLE carried; DROP TABLE aside; DROP TABLE aside_count; DROP TABLE unvouched; DROP TABLE emptied; DROP TABLE contested;
             ALTER TABLE stream DROP COLUMN signed_seq; ALTER TABLE stream DROP COLUMN signature;
             ALTER TABLE stream DROP COLUMN signed_key;
             ALTER TABLE stream DROP COLUMN carries; ALTER TABLE stream DROP COLUMN branch_of;
             ALTER TABLE stream DROP COLUMN from_seq; ALTER TABLE stream DROP COLUMN from_hash;
             UPDATE meta SET value = 'older' WHERE key = 'derived';
             PRAGMA user_version = 1;",
        )
        .unwrap();
    // A copy of that time is still checked as it is.
    let copy = desk.dir.path().join("copy.db");
    std::fs::copy(desk.path(), &copy).unwrap();
    desk.reopen();
    assert_eq!(desk.store().digest().unwrap(), digest);
    desk.assert_sound();
    desk.act("renamed", title("b"));
    desk.assert_sound();
    desk.store().restore(&copy, &keepalive_store::Watch::default()).unwrap();
    assert_eq!(desk.store().digest().unwrap(), digest);
}

/// What undo takes back next, by its label.
fn next_undo(desk: &Desk) -> Option<String> {
    desk.store().read(|read| read.next_undo()).unwrap().map(|step| step.label.code)
}

#[test]
fn a_desk_that_goes_on_as_another_one_takes_back_what_it_did_before() {
    let (a, b) = two();
    let mut hub = Ledger::default();
    a.act("two", title("two"));
    meet(&a, &mut hub);
    let copied = std::fs::read(a.path()).unwrap();
    a.store().write(|write| write.go_on_as_another_desk()).unwrap();
    assert_eq!(next_undo(&a).as_deref(), Some("two"));
    a.act("three", title("three"));
    for (undone, standing) in [("three", "two"), ("two", "Fax twice")] {
        assert_eq!(a.undo().unwrap().label.code, undone);
        assert_eq!(a.field(id(1), "title"), Value::from(standing));
    }
    let steps = a.store().read(|read| read.undo_steps(9)).unwrap();
    let steps: Vec<_> = steps.iter().map(|step| (step.label.code.as_str(), step.undone)).collect();
    assert_eq!(steps, [("three", true), ("two", true), ("made", false)]);
    for (again, standing) in [("two", "two"), ("three", "three")] {
        assert_eq!(a.redo().unwrap().label.code, again);
        assert_eq!(a.field(id(1), "title"), Value::from(standing));
    }
    // What is done anew ends what can be done again, in whatever stream that was.
    assert!(a.undo().is_some() && a.undo().is_some());
    a.act("four", title("four"));
    assert!(a.redo().is_none());
    assert_eq!(next_undo(&a).as_deref(), Some("four"));
    assert!(a.undo().is_some());
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    assert!(b.undo().is_none(), "another desk's");
    // The record of before is still written to on another computer: that is not this desk's any more.
    let mut elsewhere = Desk::new(65);
    elsewhere.close();
    std::fs::write(elsewhere.path(), copied).unwrap();
    elsewhere.reopen();
    elsewhere.act("elsewhere", vec![workaround(2, "Print twice")]);
    meet(&elsewhere, &mut hub);
    meet(&a, &mut hub);
    assert_eq!(a.field(id(2), "title"), Value::from("Print twice"));
    assert_eq!(next_undo(&a).as_deref(), Some("made"));
}

#[test]
fn what_a_restored_desk_did_is_taken_back_unless_others_built_on_it() {
    let (mut a, b) = two();
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    a.close();
    let old = std::fs::read(a.path()).unwrap();
    a.reopen();
    a.act("alone", vec![workaround(2, "Print twice")]);
    a.act("built upon", vec![workaround(3, "Call the lab")]);
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    b.act("happened", vec![occurrence(1, 3, 1_790_000_000_000, None, 1)]);
    meet(&b, &mut hub);
    // An older copy comes back, and with the next exchange what was done since, in whatever order.
    a.close();
    std::fs::write(a.path(), old).unwrap();
    a.reopen();
    assert!(meet(&a, &mut hub).restored);
    a.act("renamed", title("two"));
    assert_eq!(a.undo().unwrap().label.code, "renamed");
    let left = a.undo().unwrap();
    assert_eq!((left.label.code.as_str(), left.left_alone.len()), ("built upon", 1));
    assert_eq!(a.field(id(3), "deleted"), Value::Null);
    assert_eq!(a.undo().unwrap().left_alone, []);
    assert_eq!(a.field(id(2), "deleted"), Value::Bool(true));
    assert_eq!(next_undo(&a).as_deref(), Some("made"));
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    equal(&a, &b);
}

/// A hub at which the first op of a desk lies without its body.
fn with_an_emptied_copy(desk: &Desk) -> Ledger {
    let held = desk.store().held().unwrap()[0];
    let mut run = desk.store().run(Span { no: held.no, after: 0, upto: held.piece.end.seq }).unwrap();
    run.items[0].body = None;
    let mut hub = Ledger::default();
    hub.push(&run).unwrap();
    hub
}

#[test]
fn an_op_that_came_without_its_body_takes_it_from_another_copy() {
    let (a, b) = two();
    a.act("another", vec![workaround(2, "Print twice")]);
    let mut emptied = with_an_emptied_copy(&a);
    let met = meet(&b, &mut emptied);
    assert_eq!((met.received, met.emptied), (2, 1));
    assert_eq!(meet(&b, &mut emptied).emptied, 1, "it is not done");
    assert_eq!(b.field(id(2), "title"), Value::from("Print twice"));
    let mut whole = Ledger::default();
    meet(&a, &mut whole);
    assert_eq!(meet(&b, &mut whole).emptied, 0);
    assert_eq!(b.field(id(1), "title"), Value::from("Fax twice"));
    equal(&a, &b);
    assert_eq!(meet(&b, &mut emptied), Exchange::default());
}

#[test]
fn what_a_redaction_emptied_does_not_come_back_by_another_copy() {
    let (a, b) = two();
    let mut before = Ledger::default();
    meet(&a, &mut before);
    let text = a.store().redact("Fax twice").unwrap().value;
    assert_eq!(text.ops, 1);
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    let met = meet(&b, &mut hub);
    assert_eq!((met.received, met.emptied), (2, 0));
    meet(&b, &mut before);
    assert_eq!(b.count("SELECT count(*) FROM op WHERE body IS NULL"), 1);
    equal(&a, &b);
}
