//! Many desks that wrote a little each: what a meeting costs one that fetches all of it.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]
#![allow(
    unreachable_pub,
    dead_code,
    unused_imports,
    reason = "the model is a module of the test, which uses its part"
)]

mod model;

use keepalive_domain::ids::SpaceId;
use keepalive_sync::{Ask, Carrying, Hash, Hub, Piece, Pushed, Run, exchange};
use model::{Ledger, MemoryDesk};

/// Desks of the clinic, beside the one that fetches.
const DESKS: u8 = 40;

/// A server that answers so many questions at once.
struct Server {
    hub: Ledger,
    at_once: usize,
    /// How often it was asked.
    asked: usize,
    /// From then on the way there is broken.
    breaks_after: usize,
}

impl Hub for Server {
    type Error = &'static str;

    fn pieces(&mut self) -> Result<Vec<Piece>, Self::Error> {
        Ok(self.hub.pieces().unwrap())
    }

    fn copies(&self, of: &Piece) -> Hash {
        self.hub.copies(of)
    }

    fn pull(&mut self, ask: &Ask) -> Result<Vec<Run>, Self::Error> {
        self.asked += 1;
        if self.asked > self.breaks_after { Err("broken") } else { Ok(self.hub.pull(ask).unwrap()) }
    }

    fn pull_first(&mut self, asks: &[Ask]) -> Result<Vec<Vec<Run>>, Self::Error> {
        let before = self.asked;
        let answers = asks.iter().take(self.at_once).map(|ask| self.pull(ask)).collect();
        self.asked = before + 1;
        answers
    }

    fn push(&mut self, run: &Run) -> Result<Pushed, Self::Error> {
        Ok(self.hub.push(run).unwrap())
    }
}

/// A server at which each of the desks has left so many ops, and one that has met nobody.
fn clinic(ops_each: usize, at_once: usize) -> (MemoryDesk, Server) {
    let space = SpaceId::new_v7(0, [1; 10]);
    let mut hub = Ledger::default();
    for n in 1..=DESKS {
        let desk = MemoryDesk::new(space, n);
        for _ in 0..ops_each {
            desk.write();
        }
        exchange(&desk, &mut hub, Carrying::Own).unwrap();
    }
    (MemoryDesk::new(space, DESKS + 1), Server { hub, at_once, asked: 0, breaks_after: usize::MAX })
}

#[test]
fn what_many_wrote_is_asked_for_at_once_and_taken_in_together() {
    let (desk, mut server) = clinic(3, 25);
    let met = exchange(&desk, &mut server, Carrying::Own).unwrap();
    assert_eq!(met.received, 120);
    assert_eq!((server.asked, desk.intakes.get()), (2, 1));
}

#[test]
fn a_transaction_takes_in_no_more_than_a_long_run() {
    // The ledger answers three ops at a time: each question is asked to its end, six times in all.
    let (desk, mut server) = clinic(16, 1);
    let met = exchange(&desk, &mut server, Carrying::Own).unwrap();
    assert_eq!(met.received, 640);
    assert_eq!((server.asked, desk.intakes.get()), (usize::from(DESKS) * 6, 2));
}

#[test]
fn a_server_that_answers_one_question_at_a_time_gives_the_same() {
    let (one, mut slow) = clinic(3, 1);
    let (other, mut quick) = clinic(3, 1_000);
    let met = exchange(&one, &mut slow, Carrying::Own).unwrap();
    assert_eq!(exchange(&other, &mut quick, Carrying::Own).unwrap(), met);
    assert_eq!(one.digest(), other.digest());
    assert_eq!((slow.asked, quick.asked), (usize::from(DESKS), 1));
}

#[test]
fn what_came_before_the_way_broke_stays() {
    let (desk, mut server) = clinic(3, 1);
    server.breaks_after = 7;
    assert_eq!(exchange(&desk, &mut server, Carrying::Own).unwrap_err().to_string(), "broken");
    assert_eq!(desk.ops().len(), 21);
    server.breaks_after = usize::MAX;
    assert_eq!(exchange(&desk, &mut server, Carrying::Own).unwrap().received, 99);
}
