//! What nobody vouches for waits, and is kept aside where nobody does; what a desk took in before it knew better it
//! carries.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]
#![allow(unreachable_pub, dead_code, reason = "the model is a module of the test, which uses its part")]

mod model;

use std::cell::{Cell, RefCell};

use keepalive_domain::ids::{DeviceId, SpaceId, StreamId};
use keepalive_sync::{
    Carrying, Exchange, Hash, Hub as _, Point, Proof, Reason, Run, Signed, Trust, Vouched, exchange_watched,
};
use model::{Bag, Ledger, MemoryDesk};

/// Signatures that are the place's own hash: whoever writes here is honest unless a test says otherwise.
#[derive(Default)]
struct Notary {
    signs: Cell<bool>,
    /// Of these desks only what is said of them counts.
    out: RefCell<Vec<DeviceId>>,
    said: RefCell<Vec<(StreamId, Point)>>,
}

impl Notary {
    fn signing() -> Self {
        let notary = Self::default();
        notary.signs.set(true);
        notary
    }
}

impl Trust for Notary {
    fn proof_of(&self, device: DeviceId) -> Proof {
        if self.out.borrow().contains(&device) { Proof::Word } else { Proof::Signature([1; 32]) }
    }

    fn vouches(&self, run: &Run) -> Vouched {
        let points: Vec<Point> = run.points().collect();
        let good = |signed: &&Signed| {
            let at = points.iter().find(|point| point.seq == signed.seq);
            self.proof_of(run.device) != Proof::Word
                && at.is_some_and(|point| point.hash.unwrap() == signed.signature[..32])
        };
        let signed = run.signed.iter().rfind(good).copied();
        let said = self.said.borrow();
        let told = |point: &&Point| said.iter().any(|(of, at)| *of == run.key.stream && at == *point);
        let upto = points.iter().rfind(told).map(|point| point.seq).max(signed.map(|signed| signed.seq));
        let items = upto.map_or(0, |seq| usize::try_from(seq - run.after.seq).unwrap());
        Vouched { items, signed, why: Reason::Unsigned }
    }

    fn said_of(&self, stream: StreamId) -> Vec<Point> {
        self.said.borrow().iter().filter(|(of, _)| *of == stream).map(|(_, point)| *point).collect()
    }

    fn knowledge(&self) -> Option<Hash> {
        let known = (self.out.borrow().len(), self.said.borrow().len());
        Some(*blake3::hash(format!("{known:?}").as_bytes()).as_bytes())
    }

    fn sign(&self, run: &mut Run) {
        if self.signs.get() {
            let end = run.piece().end;
            let mut signature = [0; 64];
            signature[..32].copy_from_slice(&end.hash.unwrap());
            run.signed = vec![Signed { seq: end.seq, by: run.device, signature, good_by: None }];
        }
    }
}

fn desks() -> [MemoryDesk; 3] {
    let space = SpaceId::new_v7(0, [1; 10]);
    [1, 2, 3].map(|n| MemoryDesk::new(space, n))
}

fn meet(desk: &MemoryDesk, hub: &mut impl model::MemoryHub, trust: &Notary) -> Exchange {
    exchange_watched(desk, hub, Carrying::Own, trust, &mut |_| {}).unwrap()
}

#[test]
fn an_answer_that_ends_before_its_signature_waits_for_it() {
    let [a, b, _] = desks();
    let (notary, mut hub) = (Notary::signing(), Ledger::default());
    // The ledger answers three at a time.
    for _ in 0..8 {
        a.write();
    }
    meet(&a, &mut hub, &notary);
    let met = meet(&b, &mut hub, &notary);
    assert_eq!((met.received, met.aside, met.waiting), (8, 0, 0));
    assert_eq!(b.digest(), a.digest());
}

#[test]
fn what_was_sent_before_a_desk_signed_is_taken_with_the_first_signature_behind_it() {
    let [a, b, _] = desks();
    let (notary, mut hub) = (Notary::default(), Bag::default());
    a.write();
    meet(&a, &mut hub, &notary);
    a.write();
    meet(&a, &mut hub, &notary);
    let met = meet(&b, &mut hub, &notary);
    assert_eq!((met.received, met.aside, met.waiting), (0, 2, 0));
    notary.signs.set(true);
    a.write();
    meet(&a, &mut hub, &notary);
    assert_eq!(meet(&b, &mut hub, &notary).received, 3);
    assert_eq!(b.digest(), a.digest());
}

#[test]
fn what_nobody_vouches_for_holds_nothing_else_up() {
    let [a, b, forger] = desks();
    let (notary, mut hub) = (Notary::signing(), Bag::default());
    a.write();
    meet(&a, &mut hub, &notary);
    forger.write();
    exchange_watched(&forger, &mut hub, Carrying::Own, &keepalive_sync::Everybody, &mut |_| {}).unwrap();
    let met = meet(&b, &mut hub, &notary);
    assert_eq!((met.received, met.aside, met.waiting), (1, 1, 0));
    assert_eq!(b.aside.borrow()[0].reason, Reason::Unsigned);
    assert_eq!(meet(&b, &mut hub, &notary), Exchange::default(), "it is kept once, and nothing waits for it");
    assert_eq!(b.digest(), a.digest());
}

#[test]
fn what_was_taken_in_before_it_was_heard_that_its_desk_is_out_is_carried_and_what_comes_later_is_not_taken() {
    let [a, b, lost] = desks();
    let (notary, mut hub) = (Notary::signing(), Bag::default());
    lost.write();
    meet(&lost, &mut hub, &notary);
    meet(&a, &mut hub, &notary);
    let stands = hub.pieces().unwrap()[0];
    // Then it wrote on, and only one of the others had met it when it was taken out.
    lost.write();
    meet(&lost, &mut hub, &notary);
    meet(&b, &mut hub, &notary);
    notary.out.borrow_mut().push(DeviceId::new_v7(1, [3; 10]));
    notary.said.borrow_mut().push((stands.key.stream, stands.end));
    lost.write();
    meet(&lost, &mut hub, &notary);
    assert_eq!(meet(&a, &mut hub, &notary).aside, 2);
    assert_eq!(meet(&b, &mut hub, &notary).carried, 1);
    meet(&a, &mut hub, &notary);
    assert_eq!((a.ops().len(), lost.ops().len()), (2, 3));
    assert_eq!(a.digest(), b.digest());
    for desk in [&a, &b] {
        assert_eq!(meet(desk, &mut hub, &notary), Exchange::default());
    }
}

#[test]
fn a_desk_whose_later_ops_nobody_vouches_for_after_a_restore_goes_on_elsewhere_and_all_it_has_gets_through() {
    let [a, b, _] = desks();
    // A program of before there were signatures sent them.
    let (notary, mut hub) = (Notary::default(), Ledger::default());
    a.write();
    a.back_up();
    let lost = a.write();
    meet(&a, &mut hub, &notary);
    a.restore_silently();
    notary.signs.set(true);
    let new = a.write();
    let met = meet(&a, &mut hub, &notary);
    assert_eq!((met.aside, met.refused, met.carried), (1, 0, 2));
    assert_eq!(a.aside.borrow()[0].op, Some(lost), "what it had sent is kept, for somebody to let in");
    meet(&b, &mut hub, &notary);
    assert!(b.ops().contains(&new));
    assert_eq!(b.digest(), a.digest());
    // From here on it writes as any desk.
    a.write();
    assert_eq!(meet(&a, &mut hub, &notary).sent, 1);
    assert_eq!(meet(&b, &mut hub, &notary).received, 1);
    for desk in [&a, &b] {
        assert_eq!(meet(desk, &mut hub, &notary), Exchange::default());
    }
}

#[test]
fn what_a_restored_desk_had_sent_unsigned_comes_back_from_whoever_holds_it() {
    fn comes_back(mut hub: impl model::MemoryHub) {
        let [a, b, _] = desks();
        a.write();
        a.back_up();
        let lost = a.write();
        for desk in [&a, &b] {
            exchange_watched(desk, &mut hub, Carrying::Own, &keepalive_sync::Everybody, &mut |_| {}).unwrap();
        }
        a.restore_silently();
        // From now on desks sign, and want signatures.
        let notary = Notary::signing();
        assert_eq!(meet(&a, &mut hub, &notary).aside, 1);
        a.write();
        for desk in [&a, &b, &a, &b] {
            meet(desk, &mut hub, &notary);
        }
        assert!(a.ops().contains(&lost) && a.ops().len() == 3);
        assert_eq!(a.digest(), b.digest());
        for desk in [&a, &b] {
            assert_eq!(meet(desk, &mut hub, &notary), Exchange::default());
        }
    }
    comes_back(Ledger::default());
    comes_back(Bag::default());
}
