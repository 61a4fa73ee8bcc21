//! What comes and nobody vouches for: whose it says it is, who carried it, and that it is not asked for in vain.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod common;
#[path = "../../sync/tests/model/hub.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the hubs of the merge core's own tests; each test uses its part"
)]
mod hub;

use std::cell::Cell;
use std::convert::Infallible;

use common::{Desk, id, workaround};
use hub::Ledger;
use keepalive_domain::ids::{DeviceId, StreamId};
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_store::UnvouchedOps;
use keepalive_sync::{
    Ask, Carrying, Desk as _, Exchange, Hash, Hub, Piece, Point, Proof, Pushed, Reason, Role, Run,
    Shelf as _, Span, Trust, Vouched, exchange, exchange_watched,
};

/// Vouches for nobody until it knows better.
#[derive(Default)]
struct Wary {
    knows_better: Cell<bool>,
}

impl Trust for Wary {
    fn proof_of(&self, _: DeviceId) -> Proof {
        Proof::Nothing
    }
    fn vouches(&self, run: &Run) -> Vouched {
        let items = if self.knows_better.get() { run.items.len() } else { 0 };
        Vouched { items, signed: None, why: Reason::Unsigned }
    }
    fn said_of(&self, _: StreamId) -> Vec<Point> {
        Vec::new()
    }
    fn knowledge(&self) -> Option<Hash> {
        Some([u8::from(self.knows_better.get()); 32])
    }
    fn sign(&self, _: &mut Run) {}
}

/// Counts what is fetched.
#[derive(Default)]
struct Counted {
    hub: Ledger,
    pulls: u64,
}

impl Hub for Counted {
    type Error = Infallible;
    fn pieces(&mut self) -> Result<Vec<Piece>, Infallible> {
        self.hub.pieces()
    }
    fn pull(&mut self, ask: &Ask) -> Result<Vec<Run>, Infallible> {
        self.pulls += 1;
        self.hub.pull(ask)
    }
    fn push(&mut self, run: &Run) -> Result<Pushed, Infallible> {
        self.hub.push(run)
    }
}

/// One meeting, and how often it fetched something.
fn meets(desk: &Desk, hub: &mut Counted, trust: &Wary) -> (Exchange, u64) {
    hub.pulls = 0;
    let met = exchange_watched(desk.store(), hub, Carrying::Own, trust, &mut |_| {}).unwrap();
    (met, hub.pulls)
}

/// Two desks in one space; the first has written and sent an act.
fn two(hub: &mut Counted) -> [Desk; 2] {
    let desks = [Desk::new(81), Desk::new(82)];
    desks[0].act("made", vec![workaround(1, "Fax twice")]);
    let space = desks[0].store().read(|read| read.space()).unwrap().unwrap();
    desks[1].store().write(move |write| write.join_space(space)).unwrap();
    exchange(desks[0].store(), hub, Carrying::Own).unwrap();
    desks
}

/// Changes with every write to its file.
fn written(desk: &Desk, watching: &rusqlite::Connection) -> i64 {
    assert!(desk.path().exists());
    watching.query_row("PRAGMA data_version", [], |row| row.get(0)).unwrap()
}

#[test]
fn what_nobody_vouches_for_is_fetched_once_until_something_new_is_known() {
    let (mut hub, trust) = (Counted::default(), Wary::default());
    let [a, mut b] = two(&mut hub);
    let (met, pulls) = meets(&b, &mut hub, &trust);
    assert_eq!((met.received, met.aside, met.waiting, pulls), (0, 1, 0, 1));
    b.reopen();
    let watching = b.sql();
    let before = written(&b, &watching);
    for _ in 0..3 {
        assert_eq!(meets(&b, &mut hub, &trust), (Exchange::default(), 0), "nothing fetched");
    }
    assert_eq!(written(&b, &watching), before, "nothing written");
    // More of it may be what vouches for all.
    let rename = Change::of(Kind::Workaround, id(1)).with("title", "Fax once");
    a.act("renamed", vec![rename]);
    exchange(a.store(), &mut hub, Carrying::Own).unwrap();
    let (met, pulls) = meets(&b, &mut hub, &trust);
    assert_eq!((met.received, met.aside), (0, 1));
    assert!(pulls > 0);
    assert_eq!(meets(&b, &mut hub, &trust), (Exchange::default(), 0));
    // Something new is known of who may write.
    trust.knows_better.set(true);
    assert_eq!(meets(&b, &mut hub, &trust).0.received, 2);
    assert_eq!(b.count("SELECT count(*) FROM aside"), 0);
    assert_eq!(a.store().digest().unwrap(), b.store().digest().unwrap());
    b.assert_sound();
}

#[test]
fn what_is_kept_aside_names_who_wrote_it_and_who_carried_it_and_is_let_in_as_such() {
    let mut hub = Counted::default();
    let [a, b] = two(&mut hub);
    a.act("made", vec![workaround(2, "Print twice")]);
    let writer = a.store().read(|read| read.device()).unwrap().unwrap();
    let no = a.store().held().unwrap()[0].no;
    let mut own = a.store().run(Span { no, after: 0, upto: 2 }).unwrap();
    // The second of them another desk carried.
    let before = own.points().next().unwrap().hash;
    let carrier = DeviceId::new_v7(9, [9; 10]);
    let mut carried = Run { role: Role::Carry, device: carrier, ..own.clone() };
    carried.key.stream = StreamId::new_v7(9, [8; 10]);
    carried.items = vec![keepalive_sync::Item { before, ..own.items.pop().unwrap() }];
    assert_eq!(b.store().keep_aside(own, Reason::Unsigned).unwrap(), 1);
    assert_eq!(b.store().keep_aside(carried, Reason::TakenOut).unwrap(), 1);
    let aside = || b.store().read(|read| read.unvouched()).unwrap();
    let of = |carrier, taken_out| UnvouchedOps { device: writer, carrier, taken_out, ops: 1 };
    assert_eq!(aside(), [of(None, false), of(Some(carrier), true)]);
    assert_eq!(b.store().let_in(writer, Some(carrier)).unwrap().value, 1);
    assert_eq!(aside(), [of(None, false)], "what came as its own is asked about apart");
    assert_eq!(b.store().let_in(writer, None).unwrap().value, 1);
    assert_eq!(aside(), []);
    assert_eq!(a.store().digest().unwrap(), b.store().digest().unwrap());
}
