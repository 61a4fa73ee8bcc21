//! Two desks and a hub: what the store hands out and takes in.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod archived;
mod bodies;
#[path = "../common/mod.rs"]
mod common;
#[path = "../../../sync/tests/model/hub.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the hubs of the merge core's own tests; each test uses its part"
)]
mod hub;
mod redactions;
mod two_values;
mod undo;

use std::convert::Infallible;

use common::{Desk, id, workaround};
use hub::Ledger;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_sync::{Carrying, Desk as _, Exchange, Hub, Run, Shelf as _, Span, exchange};

/// How many streams part in two here, or go on after a hole.
const BRANCHES: &str = "SELECT count(*) FROM stream WHERE branch_of IS NOT NULL";

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

fn meet(desk: &Desk, hub: &mut impl Hub<Error = Infallible>) -> Exchange {
    exchange(desk.store(), hub, Carrying::Own).unwrap()
}

/// Two desks and their hub, to which the first has sent an act; an older copy of it comes back without anybody saying so, and
/// somebody goes on working.
fn one_restored() -> (Desk, Desk, Ledger) {
    let (mut a, b) = two();
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    let old = a.image();
    a.act("renamed", title("two"));
    meet(&a, &mut hub);
    a.put_back(&old);
    a.act("renamed", title("three"));
    (a, b, hub)
}

/// All ops of the stream that a desk began with, as they travel.
fn run_of(desk: &Desk) -> Run {
    let held = desk.store().held().unwrap()[0];
    desk.store().run(Span { no: held.no, after: 0, upto: held.piece.end.seq }).unwrap()
}

/// All that a desk holds, as it carries it for others: no stream but its own lies there.
fn carried_by(desk: &Desk) -> Ledger {
    let mut hub = Ledger::default();
    exchange(desk.store(), &mut hub, Carrying::Everybodys).unwrap();
    hub
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
    let (a, b, mut hub) = one_restored();
    let met = meet(&a, &mut hub);
    assert!(met.restored);
    assert_eq!((met.received, met.carried), (1, 1));
    assert_eq!(a.count(BRANCHES), 1);
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
fn a_desk_alone_has_one_piece_and_nothing_beside_it() {
    let desk = Desk::new(66);
    desk.act("made", vec![workaround(1, "a")]);
    desk.act("renamed", title("b"));
    desk.store().rebuild().unwrap();
    assert_eq!(desk.store().held().unwrap().len(), 1);
    assert_eq!(desk.count(BRANCHES), 0);
    assert_eq!(run_of(&desk).items.len(), 2);
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
            "DROP INDEX op_without_body; DROP TRIGGER op_body_is_only_redacted;
             CREATE TRIGGER op_body_is_only_redacted BEFORE UPDATE OF body ON op WHEN NEW.body IS NOT NULL
             BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
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
    // An op that has no body takes one, and no op another than it has.
    let sql = desk.sql();
    let set = |body: &[u8]| sql.execute("UPDATE op SET body = ?1 WHERE op_no = 1", [body]);
    let body: Vec<u8> = sql.query_row("SELECT body FROM op WHERE op_no = 1", [], |row| row.get(0)).unwrap();
    assert!(set(b"{}").unwrap_err().to_string().contains("append-only"));
    assert_eq!(sql.execute("UPDATE op SET body = NULL WHERE op_no = 1", []).unwrap(), 1);
    assert_eq!(set(&body).unwrap(), 1);
    drop(sql);
    desk.assert_sound();
    desk.store().restore(&copy, &keepalive_store::Watch::default()).unwrap();
    assert_eq!(desk.store().digest().unwrap(), digest);
}
