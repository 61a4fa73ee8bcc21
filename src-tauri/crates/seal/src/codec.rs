//! Runs as bytes.
//!
//! Numbers are little endian; a hash is one byte 0, or 1 and its 32 bytes; bytes have their length before them, in
//! four bytes; a body that was redacted has the length `0xffff_ffff`.

use keepalive_domain::ids::{DeviceId, SpaceId, StreamId};
use keepalive_sync::{Hash, Item, MOST_OPS_PER_RUN, Point, Role, Run, StreamKey};

use crate::error::SealError;

/// Stands for the length of a body that was redacted.
const REDACTED: u32 = u32::MAX;

/// Writes a run.
pub(crate) fn encode(run: &Run) -> Result<Vec<u8>, SealError> {
    let mut bytes = Vec::new();
    bytes.extend_from_slice(run.key.space.bytes());
    bytes.extend_from_slice(run.key.stream.bytes());
    bytes.extend_from_slice(run.device.bytes());
    bytes.push(match run.role {
        Role::Log => 0,
        Role::Carry => 1,
    });
    bytes.extend_from_slice(&run.after.seq.to_le_bytes());
    put_hash(&mut bytes, run.after.hash.as_ref());
    put_length(&mut bytes, run.items.len())?;
    for item in &run.items {
        put_item(&mut bytes, item)?;
    }
    Ok(bytes)
}

/// Writes one op.
fn put_item(bytes: &mut Vec<u8>, item: &Item) -> Result<(), SealError> {
    put_hash(bytes, item.before.as_ref());
    put_length(bytes, item.header.len())?;
    bytes.extend_from_slice(&item.header);
    match &item.body {
        Some(body) => {
            put_length(bytes, body.len())?;
            bytes.extend_from_slice(body);
        }
        None => bytes.extend_from_slice(&REDACTED.to_le_bytes()),
    }
    Ok(())
}

/// Writes a hash, or that there is none.
pub(crate) fn put_hash(bytes: &mut Vec<u8>, hash: Option<&Hash>) {
    match hash {
        None => bytes.push(0),
        Some(hash) => {
            bytes.push(1);
            bytes.extend_from_slice(hash);
        }
    }
}

fn put_length(bytes: &mut Vec<u8>, length: usize) -> Result<(), SealError> {
    let length = u32::try_from(length).ok().filter(|length| *length < REDACTED);
    bytes.extend_from_slice(&length.ok_or(SealError::TooLarge)?.to_le_bytes());
    Ok(())
}

/// Reads a run; `None` if these bytes are none.
pub(crate) fn decode(mut bytes: &[u8]) -> Option<Run> {
    let bytes = &mut bytes;
    let key = StreamKey {
        space: SpaceId::from_slice(take(bytes, 16)?)?,
        stream: StreamId::from_slice(take(bytes, 16)?)?,
    };
    let device = DeviceId::from_slice(take(bytes, 16)?)?;
    let role = match take(bytes, 1)?[0] {
        0 => Role::Log,
        1 => Role::Carry,
        _ => return None,
    };
    let seq = i64::from_le_bytes(take(bytes, 8)?.try_into().ok()?);
    let after = Point { seq, hash: take_hash(bytes)? };
    let count = usize::try_from(take_length(bytes)?).ok()?;
    // No number of it may be beyond all numbers.
    if seq < 0 || count > MOST_OPS_PER_RUN || seq.checked_add(i64::try_from(count).ok()?).is_none() {
        return None;
    }
    let mut items = Vec::new();
    for _ in 0..count {
        items.push(take_item(bytes)?);
    }
    bytes.is_empty().then_some(Run { key, role, device, after, items, signed: Vec::new() })
}

/// One op off the front.
fn take_item(bytes: &mut &[u8]) -> Option<Item> {
    let before = take_hash(bytes)?;
    let length = take_length(bytes)?;
    let header = take(bytes, usize::try_from(length).ok()?)?.to_vec();
    let body = match take_length(bytes)? {
        REDACTED => None,
        length => Some(take(bytes, usize::try_from(length).ok()?)?.to_vec()),
    };
    Some(Item { before, header, body })
}

/// This many bytes off the front.
pub(crate) fn take<'b>(bytes: &mut &'b [u8], length: usize) -> Option<&'b [u8]> {
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}

/// A length off the front.
fn take_length(bytes: &mut &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(take(bytes, 4)?.try_into().ok()?))
}

/// A hash off the front, or that there is none.
pub(crate) fn take_hash(bytes: &mut &[u8]) -> Option<Option<Hash>> {
    match take(bytes, 1)?[0] {
        0 => Some(None),
        1 => Some(Some(take(bytes, 32)?.try_into().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn run() -> impl Strategy<Value = Run> {
        let hash = || prop::option::of(any::<[u8; 32]>());
        let bytes = || prop::collection::vec(any::<u8>(), 0..40);
        let item = (hash(), bytes(), prop::option::of(bytes())).prop_map(|(before, header, body)| Item {
            before,
            header,
            body,
        });
        let ids = (any::<[u8; 16]>(), any::<[u8; 16]>(), any::<[u8; 16]>());
        (ids, any::<bool>(), 0..i64::MAX / 2, hash(), prop::collection::vec(item, 0..6)).prop_map(
            |((space, stream, device), carries, seq, hash, items)| Run {
                key: StreamKey {
                    space: SpaceId::from_slice(&space).unwrap(),
                    stream: StreamId::from_slice(&stream).unwrap(),
                },
                role: if carries { Role::Carry } else { Role::Log },
                device: DeviceId::from_slice(&device).unwrap(),
                after: Point { seq, hash },
                items,
                signed: Vec::new(),
            },
        )
    }

    proptest! {
        #[test]
        fn a_run_is_read_as_it_was_written(run in run()) {
            prop_assert_eq!(decode(&encode(&run).unwrap()), Some(run));
        }

        #[test]
        fn any_bytes_are_the_one_writing_of_a_run_or_none(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            if let Some(run) = decode(&bytes) {
                prop_assert_eq!(encode(&run).unwrap(), bytes);
            }
        }

        /// Most of these are still a run: any bytes at all seldom are.
        #[test]
        fn changed_bytes_are_the_one_writing_of_a_run_or_none(
            run in run(),
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        ) {
            let mut bytes = encode(&run).unwrap();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if let Some(read) = decode(&bytes) {
                prop_assert_eq!(encode(&read).unwrap(), bytes);
            }
        }

        #[test]
        fn half_a_run_is_none(run in run(), part in 0..100_usize) {
            let bytes = encode(&run).unwrap();
            prop_assert_eq!(decode(&bytes[..bytes.len() * part / 100]), None);
        }
    }
}
