//! One op sealed alone, for a hub that keeps a row per op: its header and its body apart, so that the body can be
//! taken away by whoever cannot read either.

use keepalive_sync::{Item, Signed, StreamKey};

use crate::codec;
use crate::error::SealError;
use crate::key::SpaceKey;
use crate::{seal, signature};

/// What a sealed header is bound to, beside its place.
const HEADER: &[u8; 8] = b"KplvOpH1";

/// What a sealed body is bound to, beside its place.
const BODY: &[u8; 8] = b"KplvOpB1";

/// An op as it stands at a hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedItem {
    /// The header, and for a carried op the hash before it.
    pub header: Vec<u8>,
    /// The body; `None` if it was redacted.
    pub body: Option<Vec<u8>>,
}

/// Seals the op that stands at `seq` of a stream, with the signature of that place where there is one: it follows the
/// header inside its seal. It opens nowhere else.
///
/// # Errors
/// [`SealError::TooLarge`] or [`SealError::NoChance`].
pub fn seal_item(
    key: &SpaceKey,
    stream: StreamKey,
    seq: i64,
    item: &Item,
    signed: Option<&Signed>,
) -> Result<SealedItem, SealError> {
    let mut header = Vec::new();
    codec::put_hash(&mut header, item.before.as_ref());
    header.extend_from_slice(&item.header);
    let header = seal::seal_followed(key, &place(HEADER, stream, seq), &header, &signature::bytes(signed))?;
    let body = item.body.as_deref().map(|body| seal::seal(key, &place(BODY, stream, seq), body));
    Ok(SealedItem { header, body: body.transpose()? })
}

/// Opens it, with the signature of its place where there is one; `None` if it is not whole, is sealed with another key, or was sealed for another place.
#[must_use]
pub fn open_item(
    key: &SpaceKey,
    stream: StreamKey,
    seq: i64,
    sealed: &SealedItem,
) -> Option<(Item, Option<Signed>)> {
    let end = |packed: &[u8]| signature::at_end(packed, seq);
    let (header, signed) = seal::open_followed(key, &place(HEADER, stream, seq), &sealed.header, end)?;
    let mut bytes = header.as_slice();
    let before = codec::take_hash(&mut bytes)?;
    let body = match &sealed.body {
        Some(body) => Some(seal::open(key, &place(BODY, stream, seq), body)?),
        None => None,
    };
    Some((Item { before, header: bytes.to_vec(), body }, signed))
}

fn place(what: &[u8; 8], stream: StreamKey, seq: i64) -> Vec<u8> {
    [what.as_slice(), stream.space.bytes(), stream.stream.bytes(), &seq.to_le_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::codec::tests::run;

    proptest! {
        #[test]
        fn an_op_opens_with_its_key_at_its_place_alone(
            run in run(),
            seq in 1..1_000_i64,
            by in prop::option::of(any::<[u8; 16]>()),
        ) {
            let by = by.and_then(|by| keepalive_domain::ids::DeviceId::from_slice(&by));
            let signed = by.map(|by| Signed { seq, by, signature: [by.bytes()[0]; 64], good_by: None });
            let (key, other) = (SpaceKey::from_bytes([1; 32]), SpaceKey::from_bytes([2; 32]));
            for item in run.items {
                let sealed = seal_item(&key, run.key, seq, &item, signed.as_ref()).unwrap();
                prop_assert_eq!(open_item(&other, run.key, seq, &sealed), None);
                prop_assert_eq!(open_item(&key, run.key, seq + 1, &sealed), None);
                let torn = SealedItem { header: sealed.header[1..].to_vec(), body: sealed.body.clone() };
                prop_assert_eq!(open_item(&key, run.key, seq, &torn), None);
                let swapped = SealedItem { header: sealed.header.clone(), body: Some(sealed.header.clone()) };
                prop_assert_eq!(open_item(&key, run.key, seq, &swapped), None);
                let emptied = SealedItem { header: sealed.header.clone(), body: None };
                let without = Item { body: None, ..item.clone() };
                prop_assert_eq!(open_item(&key, run.key, seq, &emptied), Some((without, signed)));
                prop_assert_eq!(open_item(&key, run.key, seq, &sealed), Some((item, signed)));
            }
        }
    }
}
