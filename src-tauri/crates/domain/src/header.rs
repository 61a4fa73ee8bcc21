//! The header of an op: what is hashed and, later, signed; and how ops are chained.

use crate::ids::{ActId, DeviceId, EntityId, OpId, SpaceId, StreamId};
use serde::{Deserialize, Serialize};

/// The format of headers this version writes, and the newest it reads.
pub const HEADER_VERSION: u16 = 1;

/// The header of an op.
///
/// It is JSON with short names in this order. JSON and not CBOR: the bytes are kept exactly as hashed and never
/// made again, so a canonical encoding would buy nothing, and whoever opens the file in twenty years reads the
/// log with any tool. It costs some 150 bytes an op.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Format of the header.
    pub v: u16,
    /// The op's identity.
    pub op: OpId,
    /// The act it is part of.
    pub act: ActId,
    /// Who may read it.
    pub space: SpaceId,
    /// The stream it was written in.
    pub stream: StreamId,
    /// Its number in that stream, from 1.
    pub seq: i64,
    /// The clock that orders it.
    pub hlc: i64,
    /// Who did it; absent where that is not known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub user: Option<EntityId>,
    /// The installation.
    pub device: DeviceId,
    /// UTC milliseconds.
    pub at: i64,
    /// Minutes that the local clock was ahead of UTC.
    pub tz: i32,
    /// Version of the program that wrote it.
    pub app: String,
    /// The word of its kind; a newer version may know more ([`crate::ops::OpKind`]).
    pub kind: String,
    /// Format of the body.
    pub ver: u16,
    /// Oldest format version whose reader understands it.
    pub min: u16,
    /// The thing it is mainly about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub of: Option<EntityId>,
    /// blake3 of the body, in hexadecimal.
    pub body: String,
}

impl Header {
    /// The exact bytes to keep.
    ///
    /// # Errors
    /// From the serialiser; none of the fields gives it a reason.
    pub fn bytes(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(self)
    }
}

/// What stands before an op in its stream, as an op that travels may say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// It is the stream's first.
    Nothing,
    /// The op with this hash, be it here or not.
    Op([u8; 32]),
    /// It does not say: whichever came last of its stream.
    Newest,
}

/// The hash of an op: over the hash before it and its header. The header holds the body's hash, so a body can be
/// redacted without breaking the chain.
#[must_use]
pub fn chain_hash(previous: Option<&[u8]>, header: &[u8]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(previous.unwrap_or_default());
    hasher.update(header);
    *hasher.finalize().as_bytes()
}
