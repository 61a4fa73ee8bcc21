//! Two kinds of hub.

use std::collections::BTreeMap;
use std::convert::Infallible;

use keepalive_domain::ids::DeviceId;
use keepalive_sync::{Ask, Hub, Item, Piece, Point, Pushed, Role, Run, StreamKey};

/// What the two have in common for a history.
pub trait MemoryHub: Hub<Error = Infallible> {
    /// Keeps a copy the first time, puts it back after that.
    fn roll_back(&mut self);
    /// Something of it is out of sight for a while; `n` says what.
    fn hide(&mut self, n: usize);
    /// Everything is in sight again.
    fn show(&mut self);
}

/// A stream as the ledger keeps it: every item at its point.
type Chain = (Role, DeviceId, Vec<(Point, Item)>);

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

    fn pull(&mut self, ask: &Ask) -> Result<Vec<Run>, Infallible> {
        let (role, device, items) = &self.streams[&ask.of.key];
        let known = ask.known.iter().find(|known| items.iter().any(|(point, _)| point == *known));
        let after = known.copied().unwrap_or(Point::ORIGIN);
        let from = usize::try_from(after.seq).unwrap();
        // A page at a time.
        let items: Vec<Item> = items[from..].iter().take(3).map(|(_, item)| item.clone()).collect();
        let run = Run { key: ask.of.key, role: *role, device: *device, after, items };
        Ok(if run.items.is_empty() { Vec::new() } else { vec![run] })
    }

    fn push(&mut self, run: &Run) -> Result<Pushed, Infallible> {
        let stream = self.streams.entry(run.key).or_insert((run.role, run.device, Vec::new()));
        let head = stream.2.last().map_or(Point::ORIGIN, |(point, _)| *point);
        if run.after != head {
            if stream.2.is_empty() {
                self.streams.remove(&run.key);
            }
            return Ok(Pushed::Refused);
        }
        stream.2.extend(run.points().zip(run.items.iter().cloned()));
        Ok(Pushed::Kept)
    }
}

impl MemoryHub for Ledger {
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
