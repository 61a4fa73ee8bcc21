//! Ops that came without their body, which another copy has.

use std::convert::Infallible;

use keepalive_domain::value::Value;
use keepalive_store::{ActDraft, StoreError, Write};
use keepalive_sync::{Ask, Exchange, Hash, Hub, Piece, Pushed, Run};

use super::common::{Desk, id, workaround};
use super::hub::{Bag, Ledger};
use super::{carried_by, equal, join, meet, run_of, two};

/// A hub at which the first op of a desk lies without its body.
fn with_an_emptied_copy(desk: &Desk) -> Ledger {
    let mut run = run_of(desk);
    run.items[0].body = None;
    let mut hub = Ledger::default();
    hub.push(&run).unwrap();
    hub
}

/// The same run without any of its bodies.
fn bare(mut run: Run) -> Run {
    for item in &mut run.items {
        item.body = None;
    }
    run
}

/// A hub that counts how often it is asked.
struct Counting<H>(H, usize);

impl<H: Hub<Error = Infallible>> Hub for Counting<H> {
    type Error = Infallible;

    fn pieces(&mut self) -> Result<Vec<Piece>, Infallible> {
        self.0.pieces()
    }

    fn copies(&self, of: &Piece) -> Hash {
        self.0.copies(of)
    }

    fn pull(&mut self, ask: &Ask) -> Result<Vec<Run>, Infallible> {
        self.1 += 1;
        self.0.pull(ask)
    }

    fn push(&mut self, run: &Run) -> Result<Pushed, Infallible> {
        self.0.push(run)
    }
}

/// This many acts in one write.
fn many(desk: &Desk, acts: u16) {
    let record = move |write: &mut Write<'_>| {
        for n in 0..acts {
            let changes = vec![workaround(1, &format!("Print {n}"))];
            write.record(ActDraft { changes, ..ActDraft::default() })?;
        }
        Ok::<_, StoreError>(())
    };
    desk.store().write(record).unwrap();
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
fn what_stands_beside_each_other_is_asked_for_at_once() {
    let (a, b) = two();
    many(&a, 6);
    let whole = run_of(&a);
    let mut hub = Bag::default();
    hub.push(&bare(whole.clone())).unwrap();
    assert_eq!(meet(&b, &mut hub).emptied, 7);
    hub.push(&whole).unwrap();
    let mut hub = Counting(hub, 0);
    assert_eq!(meet(&b, &mut hub).emptied, 0);
    assert_eq!(hub.1, 1, "one question for all seven");
    equal(&a, &b);
}

#[test]
fn a_stretch_that_comes_in_pages_comes_to_its_end() {
    let (a, b) = two();
    many(&a, 9);
    let whole = run_of(&a);
    let [mut bare_hub, mut hub] = [Ledger::default(), Ledger::default()];
    bare_hub.push(&bare(whole.clone())).unwrap();
    assert_eq!(meet(&b, &mut bare_hub).emptied, 10);
    hub.push(&whole).unwrap();
    assert_eq!(meet(&b, &mut hub).emptied, 0);
    equal(&a, &b);
}

#[test]
fn those_that_are_missed_in_vain_keep_no_other_from_being_asked_for() {
    let (a, b) = two();
    let c = Desk::new(63);
    join(&a, &c);
    many(&a, 599);
    c.act("made", vec![workaround(2, "Call the lab")]);
    let mut of_a = Bag::default();
    meet(&a, &mut of_a);
    let of_c = run_of(&c);
    let mut hub = Bag::default();
    for piece in of_a.pieces().unwrap() {
        for run in of_a.pull(&Ask { of: piece, known: Vec::new(), upto: piece.end }).unwrap() {
            hub.push(&bare(run)).unwrap();
        }
    }
    hub.push(&bare(of_c.clone())).unwrap();
    assert_eq!(meet(&b, &mut hub).emptied, 601);
    hub.push(&of_c).unwrap();
    assert_eq!(meet(&b, &mut hub).emptied, 600);
    assert_eq!(b.field(id(2), "title"), Value::from("Call the lab"));
    b.assert_sound();
}

#[test]
fn a_body_is_asked_for_where_its_op_is_carried_too() {
    let (a, b) = two();
    let c = Desk::new(63);
    join(&a, &c);
    let mut first = Ledger::default();
    meet(&a, &mut first);
    meet(&c, &mut first);
    // No stream of the desk that wrote it lies there.
    let mut carried = carried_by(&c);
    let piece = carried.pieces().unwrap()[0];
    let whole = carried.pull(&Ask { of: piece, known: Vec::new(), upto: piece.end }).unwrap().remove(0);
    let mut hub = Bag::default();
    hub.push(&bare(whole.clone())).unwrap();
    let met = meet(&b, &mut hub);
    assert_eq!((met.received, met.emptied), (1, 1));
    hub.push(&whole).unwrap();
    assert_eq!(meet(&b, &mut hub).emptied, 0);
    assert_eq!(b.field(id(1), "title"), Value::from("Fax twice"));
    equal(&a, &b);
}
