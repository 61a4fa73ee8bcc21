//! What travels: ops in the order of their stream, as the exact bytes they were hashed as.

use keepalive_domain::header::chain_hash;
use keepalive_domain::ids::DeviceId;

use crate::piece::{Hash, Piece, Point, Role, StreamKey};

/// One op as it travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The hash of the op before it in the stream it was written in. Said only for carried ops: in a log it is the
    /// hash of the item before.
    pub before: Option<Hash>,
    /// The header, exactly as hashed.
    pub header: Vec<u8>,
    /// The body, exactly as hashed; `None` if it was redacted.
    pub body: Option<Vec<u8>>,
}

/// A public key by which signatures are known.
pub type Verifier = [u8; 32];

/// The signature of a desk that holds a stream up to a place of it. By the chain it stands for that op and for all
/// before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signed {
    /// The number of the place.
    pub seq: i64,
    /// Which desk signed.
    pub by: DeviceId,
    /// What it wrote under it.
    pub signature: [u8; 64],
    /// The public key by which it was found good here. It does not travel: each desk asks by the keys that it knows.
    pub good_by: Option<Verifier>,
}

/// Ops that follow each other in a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The stream.
    pub key: StreamKey,
    /// What stands in it.
    pub role: Role,
    /// The installation that writes the stream.
    pub device: DeviceId,
    /// The point before the first item.
    pub after: Point,
    /// The ops.
    pub items: Vec<Item>,
    /// Signatures at places of it, in order. None where an older program sent it.
    pub signed: Vec<Signed>,
}

impl Run {
    /// The stretch it is, with the hash of its end computed from its bytes.
    #[must_use]
    pub fn piece(&self) -> Piece {
        Piece {
            key: self.key,
            role: self.role,
            after: self.after,
            end: self.points().last().unwrap_or(self.after),
        }
    }

    /// Its first ops, this many, and the rest, as two runs.
    #[must_use]
    pub fn split_at(mut self, items: usize) -> (Self, Self) {
        let middle = match items.checked_sub(1) {
            Some(last) => self.points().nth(last).unwrap_or_else(|| self.piece().end),
            None => self.after,
        };
        let later = self.items.split_off(items.min(self.items.len()));
        let (before, behind) = self.signed.iter().copied().partition(|signed| signed.seq <= middle.seq);
        self.signed = before;
        let rest = Self { after: middle, items: later, signed: behind, ..self };
        (self, rest)
    }

    /// A mark of what a copy of it says beside the piece it is, whose hash covers the headers alone: which installation it
    /// names, the bodies and the signatures.
    #[must_use]
    pub fn copy_mark(&self) -> Hash {
        let mut mark = blake3::Hasher::new();
        mark.update(self.device.bytes());
        for Item { body, .. } in &self.items {
            // No hash is this: a body that was redacted is none.
            mark.update(&body.as_ref().map_or([0; 32], |body| *blake3::hash(body).as_bytes()));
        }
        for Signed { seq, by, signature, .. } in &self.signed {
            mark.update(&seq.to_le_bytes());
            mark.update(by.bytes());
            mark.update(signature);
        }
        *mark.finalize().as_bytes()
    }

    /// About how many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        let body = |item: &Item| item.body.as_ref().map_or(0, Vec::len);
        self.items.iter().map(|item| item.header.len() + body(item)).sum()
    }

    /// The point of every item, in order.
    pub fn points(&self) -> impl Iterator<Item = Point> + '_ {
        let role = self.role;
        self.items.iter().scan(self.after, move |last, item| {
            *last = item.point(role, *last);
            Some(*last)
        })
    }
}

impl Item {
    /// The point it stands at after `last`.
    pub(crate) fn point(&self, role: Role, last: Point) -> Point {
        let hash = match role {
            Role::Log => chain_hash(last.hash.as_ref().map(<[u8; 32]>::as_slice), &self.header),
            Role::Carry => carried_hash(last.hash.as_ref(), &self.op_hash()),
        };
        Point::at(last.seq + 1, hash)
    }

    /// The hash of a carried op in the stream it was written in.
    pub(crate) fn op_hash(&self) -> Hash {
        chain_hash(self.before.as_ref().map(<[u8; 32]>::as_slice), &self.header)
    }
}

/// The hash of a place in a stream of carried ops: over the one before it and the op's own hash.
#[must_use]
pub fn carried_hash(last: Option<&Hash>, op: &Hash) -> Hash {
    chain_hash(last.map(<[u8; 32]>::as_slice), op)
}
