//! Taking in what comes. What nobody vouches for yet waits until all has come: a signature that stands further on in
//! its chain vouches for it, too.

use std::collections::BTreeSet;

use crate::check::{Verdict, check};
use crate::exchange::{Desk, Exchange};
use crate::piece::{Piece, Point, Role, StreamKey};
use crate::run::Run;
use crate::trust::{Trust, Vouched};
use crate::{Reason, Taken};

/// The most that waits for a signature, in bytes of ops. Beyond it what comes is kept aside at once: whoever can write at
/// a hub shall not fill a desk's memory. Our own: some 100,000 ops, more than a desk writes in ten years.
const MOST_WAITING_BYTES: usize = 64 * 1024 * 1024;

/// A run that nobody has vouched for yet.
struct Waits {
    run: Run,
    end: Point,
    /// The piece of the hub's in which it came.
    of: Piece,
    why: Reason,
}

/// Takes in what comes, run by run.
pub struct Intake<'i, D, T> {
    desk: &'i D,
    trust: &'i T,
    done: &'i mut Exchange,
    waiting: Vec<Waits>,
    bytes: usize,
    /// Pieces of the hub's of which something is kept aside because nobody vouches for it.
    unvouched: BTreeSet<Piece>,
    /// Those of them of which something may be taken in later all the same: it was damaged, or too much waited.
    may_come: BTreeSet<Piece>,
}

/// What taking in came to.
pub struct Ended {
    /// How many places in streams are known now that were not before.
    pub came: u64,
    /// The pieces of which something was kept aside because nobody vouches for it.
    pub unvouched: BTreeSet<Piece>,
    /// Those of them that would come to the same if they came again.
    pub for_good: BTreeSet<Piece>,
}

impl<'i, D: Desk, T: Trust> Intake<'i, D, T> {
    /// Into this desk; `done` counts.
    pub const fn new(desk: &'i D, trust: &'i T, done: &'i mut Exchange) -> Self {
        Self {
            desk,
            trust,
            done,
            waiting: Vec::new(),
            bytes: 0,
            unvouched: BTreeSet::new(),
            may_come: BTreeSet::new(),
        }
    }

    /// A run of a piece of the hub's has come. How many places in streams are known now that were not before.
    ///
    /// # Errors
    /// The desk's own.
    pub fn comes(&mut self, of: Piece, run: Run) -> Result<u64, D::Error> {
        let Vouched { items, signed, why } = self.trust.vouches(&run);
        let (mut vouched, rest) = run.split_at(items);
        vouched.signed = signed.into_iter().collect();
        let mut came = 0;
        if !vouched.items.is_empty() {
            came += self.take_what_leads_to(vouched.key, vouched.after)?;
            came += self.take(vouched)?;
        }
        if !rest.items.is_empty() {
            let waits = Waits { end: rest.piece().end, run: rest, of, why };
            let bytes = waits.run.bytes();
            if self.bytes + bytes > MOST_WAITING_BYTES {
                self.may_come.insert(of);
                self.keep_aside(waits)?;
            } else {
                self.bytes += bytes;
                self.waiting.push(waits);
            }
        }
        Ok(came)
    }

    /// All has come that was asked for: what still waits is kept aside, unless what stands here follows on it.
    ///
    /// # Errors
    /// The desk's own.
    pub fn ends(mut self) -> Result<Ended, D::Error> {
        let mut came = 0;
        if !self.waiting.is_empty() {
            for held in self.desk.held()? {
                came += self.take_what_leads_to(held.piece.key, held.piece.after)?;
            }
        }
        for waits in std::mem::take(&mut self.waiting) {
            self.keep_aside(waits)?;
        }
        let for_good = self.unvouched.difference(&self.may_come).copied().collect();
        Ok(Ended { came, unvouched: self.unvouched, for_good })
    }

    /// Takes the runs in that end at this point of a stream, one after the other: what follows there is vouched for.
    fn take_what_leads_to(&mut self, key: StreamKey, point: Point) -> Result<u64, D::Error> {
        let (mut chain, mut point) = (Vec::new(), point);
        let ends_there = |waits: &Waits, point| waits.run.key == key && waits.end == point;
        while let Some(at) = self.waiting.iter().position(|waits| ends_there(waits, point)) {
            let Waits { mut run, .. } = self.waiting.swap_remove(at);
            // None of them was good.
            run.signed.clear();
            self.bytes = self.bytes.saturating_sub(run.bytes());
            point = run.after;
            chain.push(run);
        }
        chain.into_iter().rev().try_fold(0, |came, run| Ok(came + self.take(run)?))
    }

    fn take(&mut self, run: Run) -> Result<u64, D::Error> {
        let role = run.role;
        let Taken { new, known, aside, restored } = self.desk.take(run)?;
        self.done.received += new;
        self.done.aside += aside;
        self.done.restored |= restored;
        // A carried op that was here already is news all the same: where it stands.
        Ok(if role == Role::Carry { new + known } else { new })
    }

    fn keep_aside(&mut self, waits: Waits) -> Result<(), D::Error> {
        self.unvouched.insert(waits.of);
        if check(waits.run.clone()).any(|verdict| matches!(verdict, Verdict::Aside(_))) {
            self.may_come.insert(waits.of);
        }
        self.done.aside += self.desk.keep_aside(waits.run, waits.why)?;
        Ok(())
    }
}
