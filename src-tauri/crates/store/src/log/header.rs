//! The header of an op: what is hashed and, later, signed.

use keepalive_domain::ids::{ActId, DeviceId, EntityId, OpId, SpaceId, StreamId};
use serde::{Deserialize, Serialize};

/// The header of an op.
///
/// It is JSON with short names in this order. JSON and not CBOR: the bytes are kept exactly as hashed and never
/// made again, so a canonical encoding would buy nothing, and whoever opens the file in twenty years reads the
/// log with any tool. It costs some 150 bytes an op.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Header {
    /// Format of the header.
    pub(crate) v: u16,
    pub(crate) op: OpId,
    pub(crate) act: ActId,
    pub(crate) space: SpaceId,
    pub(crate) stream: StreamId,
    pub(crate) seq: i64,
    pub(crate) hlc: i64,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) user: Option<EntityId>,
    pub(crate) device: DeviceId,
    /// UTC milliseconds.
    pub(crate) at: i64,
    /// Minutes that the local clock was ahead of UTC.
    pub(crate) tz: i32,
    /// Version of the program that wrote it.
    pub(crate) app: String,
    pub(crate) kind: String,
    /// Format of the body.
    pub(crate) ver: u16,
    /// Oldest format version whose reader understands it.
    pub(crate) min: u16,
    /// The thing it is mainly about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) of: Option<EntityId>,
    /// blake3 of the body, in hexadecimal.
    pub(crate) body: String,
}

impl Header {
    /// The exact bytes to keep.
    pub(crate) fn bytes(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(self)
    }
}

/// The hash of an op: over the hash before it and its header. The header holds the body's hash, so a body can be
/// redacted without breaking the chain.
pub(crate) fn chain_hash(previous: Option<&[u8]>, header: &[u8]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(previous.unwrap_or_default());
    hasher.update(header);
    *hasher.finalize().as_bytes()
}
