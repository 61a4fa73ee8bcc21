//! Taking in what comes. What nobody vouches for yet waits until all has come: a signature that stands further on in
//! its chain vouches for it, too.

use std::collections::BTreeSet;

use crate::check::{Verdict, check};
use crate::desk::{Desk, MOST_OPS_PER_RUN};
use crate::exchange::Exchange;
use crate::piece::{Piece, Point, Role, StreamKey};
use crate::run::Run;
use crate::trust::{Trust, Vouched};
use crate::{Reason, Taken};

/// The most that waits for a signature, in bytes of ops. Beyond it what comes is kept aside at once: whoever can write at
/// a hub shall not fill a desk's memory. Our own: some 100,000 ops, more than a desk writes in ten years.
const MOST_WAITING_BYTES: usize = 64 * 1024 * 1024;

/// Bytes after which runs are taken in, though more ops would fit into the transaction: as much as the largest run holds.
const MOST_BYTES_TOGETHER: usize = 4 * 1024 * 1024;

/// A run that nobody has vouched for yet.
struct Waits {
    run: Run,
    end: Point,
    /// The piece of the hub's in which it came.
    of: Piece,
    why: Reason,
}

/// Takes in what comes. Short runs are gathered: a clinic of many desks writes a few ops in each of many streams, and a
/// transaction for each of them would wait for the disk each time.
pub struct Intake<'i, D, T> {
    desk: &'i D,
    trust: &'i T,
    done: &'i mut Exchange,
    /// What is taken in next, in one transaction.
    next: Vec<Run>,
    next_ops: usize,
    next_bytes: usize,
    /// How many places in streams are known now that were not before.
    came: u64,
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
            next: Vec::new(),
            next_ops: 0,
            next_bytes: 0,
            came: 0,
            waiting: Vec::new(),
            bytes: 0,
            unvouched: BTreeSet::new(),
            may_come: BTreeSet::new(),
        }
    }

    /// A run of a piece of the hub's has come. It is taken in with the next ones; [`Intake::ends`] says what all came to.
    ///
    /// # Errors
    /// The desk's own.
    pub fn comes(&mut self, of: Piece, run: Run) -> Result<(), D::Error> {
        let Vouched { items, signed, why } = self.trust.vouches(&run);
        let (mut vouched, rest) = run.split_at(items);
        vouched.signed = signed.into_iter().collect();
        if !vouched.items.is_empty() {
            self.take_what_leads_to(vouched.key, vouched.after)?;
            self.take(vouched)?;
        }
        if !rest.items.is_empty() {
            let waits = Waits { end: rest.piece().end, run: rest, of, why };
            let bytes = waits.run.bytes();
            if self.bytes + bytes > MOST_WAITING_BYTES {
                self.may_come.insert(of);
                self.take_what_came()?;
                self.keep_aside(waits)?;
            } else {
                self.bytes += bytes;
                self.waiting.push(waits);
            }
        }
        Ok(())
    }

    /// Takes in what has been gathered. Where a transaction of several runs fails, they are taken one by one: those before the
    /// one that fails are here then, as if each had come alone.
    ///
    /// # Errors
    /// The desk's own.
    pub fn take_what_came(&mut self) -> Result<(), D::Error> {
        let runs = std::mem::take(&mut self.next);
        (self.next_ops, self.next_bytes) = (0, 0);
        if runs.is_empty() {
            return Ok(());
        }
        match self.desk.take(&runs) {
            Ok(taken) => self.count(&runs, &taken),
            Err(_) if runs.len() > 1 => {
                for run in &runs {
                    let run = std::slice::from_ref(run);
                    let taken = self.desk.take(run)?;
                    self.count(run, &taken);
                }
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// All has come that was asked for: what still waits is kept aside, unless what stands here follows on it.
    ///
    /// # Errors
    /// The desk's own.
    pub fn ends(mut self) -> Result<Ended, D::Error> {
        self.take_what_came()?;
        if !self.waiting.is_empty() {
            for held in self.desk.held()? {
                self.take_what_leads_to(held.piece.key, held.piece.after)?;
            }
            self.take_what_came()?;
        }
        for waits in std::mem::take(&mut self.waiting) {
            self.keep_aside(waits)?;
        }
        let for_good = self.unvouched.difference(&self.may_come).copied().collect();
        Ok(Ended { came: self.came, unvouched: self.unvouched, for_good })
    }

    /// Takes the runs in that end at this point of a stream, one after the other: what follows there is vouched for.
    fn take_what_leads_to(&mut self, key: StreamKey, point: Point) -> Result<(), D::Error> {
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
        chain.into_iter().rev().try_for_each(|run| self.take(run))
    }

    /// Gathers a run, in the order in which they came.
    fn take(&mut self, run: Run) -> Result<(), D::Error> {
        let (ops, bytes) = (run.items.len(), run.bytes());
        if self.next_ops + ops > MOST_OPS_PER_RUN || self.next_bytes + bytes > MOST_BYTES_TOGETHER {
            self.take_what_came()?;
        }
        self.next_ops += ops;
        self.next_bytes += bytes;
        self.next.push(run);
        Ok(())
    }

    fn count(&mut self, runs: &[Run], taken: &[Taken]) {
        for (run, taken) in runs.iter().zip(taken) {
            let Taken { new, known, aside, restored, .. } = *taken;
            self.done.received += new;
            self.done.aside += aside;
            self.done.restored |= restored;
            // A carried op that was here already is news all the same: where it stands.
            self.came += if run.role == Role::Carry { new + known } else { new };
        }
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
