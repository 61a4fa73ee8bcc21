//! A hub that takes nothing from a desk: what waits is counted once.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]
#![allow(
    unreachable_pub,
    dead_code,
    unused_imports,
    reason = "the model is a module of the test, which uses its part"
)]

mod model;

use std::convert::Infallible;

use keepalive_domain::ids::SpaceId;
use keepalive_sync::{Ask, Carrying, Exchange, Hash, Hub, Piece, Pushed, Run, exchange};
use model::{Ledger, MemoryDesk};

/// A ledger at which the desk may only read, as long as it says so.
struct Library {
    ledger: Ledger,
    only_read: bool,
}

impl Hub for Library {
    type Error = Infallible;

    fn pieces(&mut self) -> Result<Vec<Piece>, Infallible> {
        self.ledger.pieces()
    }

    fn copies(&self, of: &Piece) -> Hash {
        self.ledger.copies(of)
    }

    fn pull(&mut self, ask: &Ask) -> Result<Vec<Run>, Infallible> {
        self.ledger.pull(ask)
    }

    fn push(&mut self, run: &Run) -> Result<Pushed, Infallible> {
        if self.only_read { Ok(Pushed::Refused) } else { self.ledger.push(run) }
    }
}

#[test]
fn what_a_restored_desk_cannot_send_waits_once() {
    let desk = MemoryDesk::new(SpaceId::new_v7(0, [1; 10]), 1);
    let mut hub = Library { ledger: Ledger::default(), only_read: false };
    let mut meet = |only_read: bool| {
        hub.only_read = only_read;
        exchange(&desk, &mut hub, Carrying::Own).unwrap()
    };
    desk.write();
    desk.back_up();
    desk.write();
    assert_eq!(meet(false).sent, 2);
    // An older copy comes back, somebody goes on working, and the desk may only read by now.
    desk.restore_silently();
    desk.write();
    let met = meet(true);
    assert!(met.restored);
    for met in [met, meet(true)] {
        assert_eq!(met.refused, 1, "{met:?}");
    }
    desk.write();
    for _ in 0..2 {
        assert_eq!(meet(true).refused, 2);
    }
    let met = meet(false);
    assert_eq!((met.sent, met.carried, met.refused), (1, 1, 0));
    assert_eq!(meet(false), Exchange::default());
}
