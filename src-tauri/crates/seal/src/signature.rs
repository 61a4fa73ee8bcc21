//! The signature at the end of a run: by it the others know that a desk of theirs has sent what stands up to there.

use keepalive_domain::ids::DeviceId;
use keepalive_sync::{Point, Role, Run, Signed, StreamKey};

use crate::device::{Card, DeskKeys};

/// What a signature ends with, where it follows something sealed.
const MARK: &[u8; 8] = b"KplvSig1";

/// What is signed begins with this, so that it can be taken for nothing else.
const SIGNS: &[u8; 8] = b"KplvSgn1";

/// Identity, signature and mark.
const BYTES: usize = 16 + 64 + 8;

/// Signs the end of a run. The chain's hash there covers everything before.
pub(crate) fn sign(by: DeviceId, keys: &DeskKeys, run: &Run) -> Option<Signed> {
    let end = run.points().last()?;
    Some(Signed {
        seq: end.seq,
        by,
        signature: keys.sign(&message(run.key, run.role, end, by)?),
        good_by: None,
    })
}

/// Whether this card's desk has signed this place of a stream.
pub(crate) fn has_signed(card: &Card, signed: &Signed, key: StreamKey, role: Role, point: Point) -> bool {
    message(key, role, point, signed.by).is_some_and(|message| card.has_signed(&message, &signed.signature))
}

fn message(key: StreamKey, role: Role, point: Point, by: DeviceId) -> Option<Vec<u8>> {
    let role: u8 = match role {
        Role::Log => 0,
        Role::Carry => 1,
    };
    let (space, stream) = (key.space.bytes(), key.stream.bytes());
    Some(
        [SIGNS.as_slice(), by.bytes(), space, stream, &[role], &point.seq.to_le_bytes(), &point.hash?]
            .concat(),
    )
}

/// As it follows something sealed: nothing where there is none.
pub(crate) fn bytes(signed: Option<&Signed>) -> Vec<u8> {
    match signed {
        Some(Signed { by, signature, .. }) => [by.bytes().as_slice(), signature, MARK].concat(),
        None => Vec::new(),
    }
}

/// The one that stands at the end of these bytes, at this number of a stream.
pub(crate) fn at_end(packed: &[u8], seq: i64) -> Option<Signed> {
    let (_, end) = packed.split_at_checked(packed.len().checked_sub(BYTES)?)?;
    let (by, signature) = end.strip_suffix(MARK)?.split_at_checked(16)?;
    Some(Signed { seq, by: DeviceId::from_slice(by)?, signature: signature.try_into().ok()?, good_by: None })
}
