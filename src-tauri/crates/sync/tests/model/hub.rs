//! Two kinds of hub.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use keepalive_domain::ids::DeviceId;
use keepalive_sync::{Ask, Hash, Hub, Item, Piece, Point, Pushed, Role, Run, Signed, StreamKey};

/// What the two have in common for a history.
pub trait MemoryHub: Hub<Error = Infallible> {
    /// Whether anybody may write in any stream there.
    #[allow(dead_code, reason = "the store's simulator asks")]
    const LETS_ANYBODY_WRITE: bool;
    /// Keeps a copy the first time, puts it back after that.
    fn roll_back(&mut self);
    /// Something of it is out of sight for a while; `n` says what.
    fn hide(&mut self, n: usize);
    /// Everything is in sight again.
    fn show(&mut self);
}

/// A stream as the ledger keeps it: every item at its point, with the signature that stands there.
type Chain = (Role, DeviceId, Vec<(Point, Item, Option<Signed>)>);

/// One chain per stream, kept without holes, as a database with one head row per stream keeps it.
#[derive(Clone, Default)]
pub struct Ledger {
    streams: BTreeMap<StreamKey, Chain>,
    old: Option<Box<Ledger>>,
}

impl Hub for Ledger {
    type Error = Infallible;

    fn pieces(&mut self) -> Result<Vec<Piece>, Infallible> {
        let pieces = self.streams.iter().map(|(key, (role, _, items))| Piece {
            key: *key,
            role: *role,
            after: Point::ORIGIN,
            end: items.last().unwrap().0,
        });
        Ok(pieces.collect())
    }

    /// A place is written once there.
    fn copies(&self, _: &Piece) -> Hash {
        [0; 32]
    }

    fn pull(&mut self, ask: &Ask) -> Result<Vec<Run>, Infallible> {
        let (role, device, items) = &self.streams[&ask.of.key];
        let known = ask.known.iter().find(|known| items.iter().any(|(point, ..)| point == *known));
        let after = known.copied().unwrap_or(Point::ORIGIN);
        let from = usize::try_from(after.seq).unwrap();
        // A page at a time.
        let page = items[from..].iter().take(3);
        let signed = page.clone().filter_map(|(.., signed)| *signed).collect();
        let items: Vec<Item> = page.map(|(_, item, _)| item.clone()).collect();
        let run = Run { key: ask.of.key, role: *role, device: *device, after, items, signed };
        Ok(if run.items.is_empty() { Vec::new() } else { vec![run] })
    }

    fn push(&mut self, run: &Run) -> Result<Pushed, Infallible> {
        let stream = self.streams.entry(run.key).or_insert((run.role, run.device, Vec::new()));
        let head = stream.2.last().map_or(Point::ORIGIN, |(point, ..)| *point);
        if run.after != head {
            if stream.2.is_empty() {
                self.streams.remove(&run.key);
            }
            return Ok(Pushed::Refused);
        }
        let signed = |point: Point| run.signed.iter().find(|signed| signed.seq == point.seq).copied();
        stream
            .2
            .extend(run.points().zip(&run.items).map(|(point, item)| (point, item.clone(), signed(point))));
        Ok(Pushed::Kept)
    }
}

impl MemoryHub for Ledger {
    const LETS_ANYBODY_WRITE: bool = false;

    fn roll_back(&mut self) {
        let mut now = self.old.take().unwrap_or_else(|| Box::new(self.clone()));
        now.old = None;
        let kept = now.clone();
        *self = *now;
        self.old = Some(kept);
    }
    fn hide(&mut self, _: usize) {}
    fn show(&mut self) {}
}

/// Runs as files in a folder: whatever was left there, with holes and forks, some of it out of sight.
#[derive(Clone, Default)]
pub struct Bag {
    runs: Vec<Run>,
    hidden: Vec<Run>,
    old: Option<Vec<Run>>,
}

impl Hub for Bag {
    type Error = Infallible;

    fn pieces(&mut self) -> Result<Vec<Piece>, Infallible> {
        Ok(self.runs.iter().map(Run::piece).collect())
    }

    fn copies(&self, of: &Piece) -> Hash {
        let copies = self.runs.iter().filter(|run| run.piece() == *of).map(Run::copy_mark);
        let marks: Vec<Hash> = copies.collect::<BTreeSet<_>>().into_iter().collect();
        *blake3::hash(marks.as_flattened()).as_bytes()
    }

    fn pull(&mut self, ask: &Ask) -> Result<Vec<Run>, Infallible> {
        let of = |run: &&Run| {
            run.piece() == ask.of && ask.known.first().is_none_or(|known| known.seq < run.piece().end.seq)
        };
        Ok(self.runs.iter().filter(of).cloned().collect())
    }

    fn push(&mut self, run: &Run) -> Result<Pushed, Infallible> {
        self.runs.push(run.clone());
        Ok(Pushed::Kept)
    }
}

impl MemoryHub for Bag {
    const LETS_ANYBODY_WRITE: bool = true;

    fn roll_back(&mut self) {
        match &self.old {
            None => self.old = Some(self.runs.clone()),
            Some(old) => self.runs.clone_from(old),
        }
    }
    fn hide(&mut self, n: usize) {
        if !self.runs.is_empty() {
            let run = self.runs.remove(n % self.runs.len());
            self.hidden.push(run);
        }
    }
    fn show(&mut self) {
        self.runs.append(&mut self.hidden);
    }
}
