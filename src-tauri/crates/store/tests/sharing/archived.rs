//! A whole log handed over op by op, as an archive does, when a desk had gone on from an older copy of itself.

use keepalive_domain::header::Before;
use keepalive_store::{ForeignOp, StoreError};

use super::*;

/// What a desk's archive would hold.
fn archived(desk: &Desk) -> Vec<ForeignOp> {
    let mut ops = Vec::new();
    let read = desk.store().read(|read| {
        read.each_op(|before, header, body| {
            let before = before.map_or(Before::Nothing, Before::Op);
            ops.push(ForeignOp { before, header: header.to_vec(), body: body.map(<[u8]>::to_vec) });
            Ok::<_, StoreError>(())
        })
    });
    read.unwrap();
    ops
}

fn take_in(desk: &Desk, ops: Vec<ForeignOp>) -> Result<usize, StoreError> {
    let taken = desk.store().write(move |write| {
        ops.into_iter().try_fold(0, |new, op| Ok::<_, StoreError>(new + usize::from(write.take_in(op)?)))
    });
    taken.map(|committed| committed.value)
}

/// A desk whose log parts in two: it wrote on from an older copy, and met what it had written before.
fn parted() -> (Desk, Ledger) {
    let (a, _, mut hub) = one_restored();
    meet(&a, &mut hub);
    a.act("renamed", title("four"));
    meet(&a, &mut hub);
    assert_eq!(a.count(BRANCHES), 1);
    (a, hub)
}

#[test]
fn a_log_that_parts_in_two_is_read_back_whole() {
    let (a, mut hub) = parted();
    let empty = Desk::new(68);
    join(&a, &empty);
    let ops = archived(&a);
    assert_eq!(take_in(&empty, ops.clone()).unwrap(), 4);
    assert_eq!(take_in(&empty, ops).unwrap(), 0, "what is here already is passed over");
    equal(&a, &empty);
    // Each op stands after the same one as before, so a hub of the clinic has nothing new for it.
    assert_eq!(empty.count(BRANCHES), 1);
    let met = meet(&empty, &mut hub);
    assert_eq!((met.received, met.aside), (0, 0));
    equal(&a, &empty);
}

#[test]
fn an_op_that_does_not_say_what_stands_before_it_comes_in_order_only() {
    let (a, _) = parted();
    let (empty, other) = (Desk::new(68), Desk::new(69));
    for desk in [&empty, &other] {
        join(&a, desk);
    }
    let silent = |op: ForeignOp| ForeignOp { before: Before::Newest, ..op };
    let ops: Vec<_> = archived(&a).into_iter().map(silent).collect();
    assert!(matches!(take_in(&empty, ops.clone()), Err(StoreError::UnreadableOp { .. })));
    assert_eq!(empty.store().ops().unwrap(), 0, "all or nothing");
    // The second number two of that stream is the one that has no place.
    assert_eq!(take_in(&other, ops[..2].to_vec()).unwrap(), 2);
}

#[test]
fn an_op_whose_place_and_predecessor_contradict_each_other_is_refused() {
    let (a, _) = parted();
    let empty = Desk::new(68);
    join(&a, &empty);
    let ops = archived(&a);
    let first_of_none = ForeignOp { before: Before::Op([7; 32]), ..ops[0].clone() };
    let second_of_none = ForeignOp { before: Before::Nothing, ..ops[1].clone() };
    for wrong in [first_of_none, second_of_none] {
        assert!(matches!(take_in(&empty, vec![wrong]), Err(StoreError::UnreadableOp { .. })));
        assert_eq!(empty.store().ops().unwrap(), 0);
    }
}
