//! Stretches of streams.

use keepalive_domain::ids::{DeviceId, SpaceId, StreamId};

use crate::run::Verifier;

/// A blake3 hash: of an op within its stream, or of a place in a stream of carried ops.
pub type Hash = [u8; 32];

/// A stream: the ops of one installation in one space, numbered 1, 2, 3 ... without holes. A restored installation
/// goes on in another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamKey {
    /// Who may read it.
    pub space: SpaceId,
    /// The stream.
    pub stream: StreamId,
}

/// What stands in a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Ops of its own installation, as they were written.
    Log,
    /// Ops of whomever, written elsewhere before, that its installation carries because a hub lost them or never had
    /// them.
    Carry,
}

/// A place in a stream: a number and the hash of the chain there. Number 0 has no hash: nothing stands before the
/// first op.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// The number.
    pub seq: i64,
    /// The chain's hash there.
    pub hash: Option<Hash>,
}

impl Point {
    /// Before the first op.
    pub const ORIGIN: Self = Self { seq: 0, hash: None };

    /// At this number.
    #[must_use]
    pub const fn at(seq: i64, hash: Hash) -> Self {
        Self { seq, hash: Some(hash) }
    }
}

/// A stretch of a stream without a hole: what stands after one point up to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Piece {
    /// Of which stream.
    pub key: StreamKey,
    /// What stands in it.
    pub role: Role,
    /// The point before its first op.
    pub after: Point,
    /// The point of its last op.
    pub end: Point,
}

/// A piece that a desk holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The desk's own number for it; it never leaves the desk.
    pub no: i64,
    /// The stretch.
    pub piece: Piece,
    /// Whether this desk writes on at its end: its own stream in use, or the one in use for what it carries.
    pub writing: bool,
    /// The installation that writes the stream.
    pub device: DeviceId,
    /// The furthest place of it at which a signature of that installation came with it.
    pub signed_seq: Option<i64>,
    /// By which key that one was found good; `None` where that was not kept yet.
    pub good_by: Option<Verifier>,
    /// Whether the ops in it are this installation's own, from whatever stream it wrote in before.
    pub own: bool,
}
